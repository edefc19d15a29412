package io.passthrough.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.tck.CaseResult.Outcome;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class CorrectStoresTest {

  private static final TckOptions EVERYTHING =
      new TckOptions(EnumSet.allOf(Tier.class), List.of(), 1, "*");

  private static final TckOptions REQUIRED =
      new TckOptions(EnumSet.of(Tier.REQUIRED), List.of(), 1, "*");

  @Test
  void kit_referenceStore_passesEveryTier() {
    Harness everyPart = new FolderBackend(new FolderProvider());

    TckReport report = new TckRunner(everyPart, EVERYTHING).runAll();

    assertThat(report.problems()).isEmpty();
    assertThat(report.with(Outcome.NOT_VERIFIED)).isEmpty();
    assertThat(report.with(Outcome.NOT_SELECTED))
        .extracting(CaseResult::caseId)
        .containsExactlyInAnyOrder(
            "spi.capability-honest-undeclared",
            "consistency.seen-in-the-end",
            "retention.late-lists");
  }

  @Test
  void kit_storeWithTinyAndEmptyPages_passes() {
    assertThat(run(TinyPages::new).problems()).isEmpty();
  }

  @Test
  void kit_storeWithoutCapabilities_passesTheCasesForIt() {
    TckReport report = run(Plain::new);

    assertThat(report.problems()).isEmpty();
    assertThat(report.with(Outcome.PASSED))
        .extracting(CaseResult::caseId)
        .contains("spi.capability-honest-undeclared")
        .doesNotContain("cas.create", "list.after-write");
  }

  @Test
  void kit_storeThatShowsWritesLate_passesTheCasesForIt() {
    TckReport report = run(Late::new);

    assertThat(report.problems()).isEmpty();
    assertThat(report.with(Outcome.PASSED))
        .extracting(CaseResult::caseId)
        .contains("cas.create", "consistency.seen-in-the-end", "retention.late-lists");
  }

  @Test
  void kit_storeThatRefusesWhatItMay_passes() {
    assertThat(run(Particular::new).problems()).isEmpty();
  }

  @Test
  void kit_slowStore_passes() {
    assertThat(run(Slow::new).problems()).isEmpty();
  }

  @Test
  void kit_storeThatListsLate_passes() throws Exception {
    List<CaseResult> results = inGroups(() -> new OffTheWire(ListsLate::new));

    assertThat(problems(results)).isEmpty();
  }

  @Test
  void kit_storeWithOddTokensTimesAndBodies_passes() {
    assertThat(run(Odd::new).problems()).isEmpty();
  }

  @Test
  void kit_storeWhoseCallsTakeThirtyMillis_passes() throws Exception {
    List<CaseResult> results = inGroups(() -> new OffTheWire(UnusualStores.Steady::new));

    assertThat(problems(results)).isEmpty();
  }

  @Test
  void kit_storeWithPagesOfOne_passes() {
    assertThat(run(UnusualStores.PagesOfOne::new).problems()).isEmpty();
  }

  @Test
  void kit_storeThatRefusesASecondWriterOfAKey_passes() throws Exception {
    Set<String> busy = ConcurrentHashMap.newKeySet();

    List<CaseResult> results =
        inGroups(
            () ->
                new OffTheWire(UnaryOperator.identity()) {
                  @Override
                  public AssetStore open(String namespace) {
                    return new UnusualStores.OneWriter(super.open(namespace), namespace, busy);
                  }
                });

    assertThat(problems(results)).isEmpty();
  }

  @Test
  void kit_storeWhoseWritersOfAKeyWait_passes() throws Exception {
    Map<String, Object> locks = new ConcurrentHashMap<>();

    List<CaseResult> results =
        inGroups(
            () ->
                new OffTheWire(UnaryOperator.identity()) {
                  @Override
                  public AssetStore open(String namespace) {
                    return new UnusualStores.InTurn(super.open(namespace), namespace, locks);
                  }
                });

    assertThat(problems(results)).isEmpty();
  }

  @Test
  void kit_storeWithTimesOfWholeSeconds_passes() {
    assertThat(run(UnusualStores.WholeSeconds::new).problems()).isEmpty();
  }

  @Test
  void kit_storeThatIsLateForEveryCall_passesTheCasesForIt() throws Exception {
    List<CaseResult> results = inGroups(() -> new LateBackend(Duration.ofMillis(100)));

    assertThat(problems(results)).isEmpty();
    assertThat(results)
        .filteredOn(result -> result.outcome() == Outcome.PASSED)
        .extracting(CaseResult::caseId)
        .contains("leak.threads", "closed.with-running-put", "consistency.one-winner");
  }

  private static TckReport run(UnaryOperator<AssetStore> wrapping) {
    return new TckRunner(new OffTheWire(wrapping), REQUIRED).runAll();
  }

  @Test
  void kit_storeByWhoseClockHoursGoBy_passesTheCasesOfRetention() {
    assertThat(problems(part(new HoursForAFile(), "retention.*"))).isEmpty();
  }

  /**
   * Runs the groups side by side, as such a store is mostly waited for, and the longest in parts.
   */
  private static List<CaseResult> inGroups(Supplier<Harness> harness) throws Exception {
    List<String> parts =
        TckCases.all().stream()
            .filter(tckCase -> !tckCase.group().equals("fault"))
            .map(tckCase -> tckCase.group().equals("retention") ? tckCase.id() : group(tckCase))
            .distinct()
            .toList();
    ExecutorService threads = Executors.newFixedThreadPool(parts.size());
    List<Future<List<CaseResult>>> runs =
        parts.stream().map(part -> threads.submit(() -> part(harness.get(), part))).toList();
    List<CaseResult> results = new ArrayList<>();
    for (Future<List<CaseResult>> run : runs) {
      results.addAll(run.get());
    }
    threads.shutdown();
    return results;
  }

  private static String group(TckCase tckCase) {
    return tckCase.group() + ".*";
  }

  private static List<CaseResult> part(Harness harness, String cases) {
    TckOptions options = new TckOptions(EnumSet.of(Tier.REQUIRED), List.of(), 1, cases);
    try (harness) {
      return new TckRunner(harness, options).runAll().results();
    }
  }

  private static List<String> problems(List<CaseResult> results) {
    return results.stream().filter(CaseResult::bad).map(CaseResult::report).toList();
  }

  /** Gives two entries at most, and an empty page after each. */
  private static final class TinyPages extends Forwarding {
    private static final String PAUSE = "pause ";

    TinyPages(AssetStore store) {
      super(store);
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      Optional<String> pause = after.map(Cursor::token).filter(token -> token.startsWith(PAUSE));
      if (pause.isPresent()) {
        String inner = pause.get().substring(PAUSE.length());
        return new Page(List.of(), Optional.of(new Cursor(inner)), 0);
      }
      Page page = super.list(prefix, after, Math.min(2, limit));
      return new Page(
          page.entries(),
          page.next().map(next -> new Cursor(PAUSE + next.token())),
          page.skipped());
    }
  }

  /** Declares nothing. */
  private static final class Plain extends Forwarding {
    Plain(AssetStore store) {
      super(store);
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }
  }

  /** Does not see for some calls what was put or deleted since it last looked. */
  private static final class Late extends Forwarding {
    private static final int BEHIND = 3;

    private final Map<AssetKey, Optional<AssetInfo>> last = new ConcurrentHashMap<>();
    private final Map<AssetKey, Integer> asked = new ConcurrentHashMap<>();

    Late(AssetStore store) {
      super(store);
    }

    @Override
    public Set<Capability> capabilities() {
      return EnumSet.of(Capability.CREATE_IF_ABSENT);
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      Optional<AssetInfo> now = super.stat(key);
      Optional<AssetInfo> before = last.computeIfAbsent(key, any -> now);
      if (now.equals(before) || asked.merge(key, 1, Integer::sum) > BEHIND) {
        asked.remove(key);
        last.put(key, now);
        return now;
      }
      return before;
    }
  }

  /** Keeps its objects like files of a medium that folds case and normal form. */
  private static final class Particular extends Forwarding {
    Particular(AssetStore store) {
      super(store);
    }

    private static String folded(AssetKey key) {
      return Normalizer.normalize(key.value(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private static boolean clash(AssetKey one, AssetKey other) {
      String a = folded(one);
      String b = folded(other);
      return (a + "/").startsWith(b + "/") || (b + "/").startsWith(a + "/");
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      for (Entry entry : Listings.all(store, "")) {
        if (!entry.key().equals(key) && clash(key, entry.key())) {
          throw AssetStoreException.of(Kind.INVALID, "put", "a particular medium")
              .key(key)
              .because("'%s' stands in the way of '%s'".formatted(entry.key(), key));
        }
      }
      return super.put(key, content, headers, condition);
    }
  }

  /** Takes its time for every call. */
  private static final class Slow extends Forwarding {
    Slow(AssetStore store) {
      super(store);
    }

    private static void wait(int micros) {
      LockSupport.parkNanos(micros * 1_000L);
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      wait(300);
      return super.stat(key);
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      wait(500);
      return super.read(key, range);
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      wait(500);
      return super.list(prefix, after, limit);
    }
  }
}
