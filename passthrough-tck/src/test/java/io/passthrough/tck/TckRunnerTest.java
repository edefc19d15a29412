package io.passthrough.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.passthrough.api.AssetStore;
import io.passthrough.core.store.MemoryStore;
import io.passthrough.tck.CaseResult.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TckRunnerTest {

  private static final TckCase ORDER = TckCases.named("list.utf8-order");
  private static final TckCase EMPTY = TckCases.named("basic.empty");
  private static final TckCase CREATE = TckCases.named("cas.create");
  private static final Target TARGET = new Target("acme", "folder", "1.0");

  @Test
  void failure_brokenStore_readsLikeABugReport() {
    CaseResult result = runner(mutant("list.bad-cursor"), options()).run(named("list.bad-cursor"));

    assertThat(result.report().lines())
        .first()
        .isEqualTo("list.bad-cursor: list 'js/' after a cursor, at most 2");
    assertThat(result.report())
        .contains("expected     a refusal with INVALID")
        .contains("actual       success")
        .contains("rule L5      A cursor is valid in any process")
        .contains("docs/contract.md#l-listing")
        .contains("usual cause  any text is taken for a place in the listing")
        .contains("target       memory on this process")
        .contains("3. put 'js/c.js' (1 bytes, text/plain, ALWAYS) -> version 'v3'");
  }

  @Test
  void knownFailure_caseFails_isNoProblem() {
    KnownFailure known = known("list.utf8-order");
    TckRunner runner =
        runner(mutant("list.utf8-order"), options().withKnownFailures(List.of(known)));

    CaseResult result = runner.run(ORDER);

    assertThat(result.outcome()).isEqualTo(Outcome.KNOWN_FAILURE);
    assertThat(result.summary()).contains("sorts by UTF-16").contains("https://example.com/1");
  }

  @Test
  void knownFailure_casePasses_fails() {
    KnownFailure known = known("list.utf8-order");
    TckRunner runner = runner(memory(), options().withKnownFailures(List.of(known)));

    CaseResult result = runner.run(ORDER);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.summary()).startsWith("passes, but is declared a known failure");
  }

  @Test
  void knownFailure_ofNoCase_isRefused() {
    TckOptions options = options().withKnownFailures(List.of(known("list.utf9-order")));

    assertThatThrownBy(() -> runner(memory(), options))
        .hasMessage("Illegal known failure: there is no such case, 'list.utf9-order'");
  }

  @Test
  void knownFailure_ofARace_isRefused() {
    TckOptions options = options().withKnownFailures(List.of(known("cas.race-create")));

    assertThatThrownBy(() -> runner(memory(), options))
        .hasMessageContaining("a race is never one; open the target with the capability off");
  }

  @Test
  void knownFailure_ofACaseThatDoesNotRun_isRefused() {
    TckOptions options = options().withKnownFailures(List.of(known("keys.foreign-objects")));
    Harness harness = Harness.of(TARGET, memoryOfEach());

    assertThatThrownBy(() -> runner(harness, options))
        .hasMessageContaining(
            "it does not run: the harness does not offer a way to plant objects natively");
  }

  @Test
  void run_harnessThatBreaks_isAnErrorAndNoCatch() {
    MemoryBackend breaking = new MemoryBackend(UnaryOperator.identity());
    Function<String, AssetStore> open =
        namespace -> {
          if (namespace.startsWith("basic")) {
            throw new IllegalStateException("no disk");
          }
          return breaking.open(namespace);
        };
    TckRunner runner = runner(Harness.of(TARGET, open), options());

    CaseResult result = runner.run(EMPTY);

    assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
    assertThat(result.report()).contains("nothing is known of the provider").contains("no disk");
    assertThat(runner.report().problems()).anyMatch(problem -> problem.contains("no disk"));
  }

  @Test
  void report_callThatThrows_saysWhereAndWhyInsteadOfTheUsualCause() {
    Mutant throwing =
        Mutant.by("basic.empty", "")
            .stat(
                "stat is not written yet",
                (store, key) -> {
                  throw new UnsupportedOperationException(new IOException("the line is dead"));
                });

    CaseResult result = runner(throwing.harness().get(), options()).run(EMPTY);

    assertThat(result.report())
        .contains("thrown       java.lang.UnsupportedOperationException")
        .contains("at io.passthrough.tck")
        .contains("because of   java.io.IOException: the line is dead")
        .doesNotContain("usual cause");
  }

  @Test
  void only_severalPatterns_runTheCasesOfEach() {
    TckOptions some =
        new TckOptions(EnumSet.of(Tier.REQUIRED), List.of(), 1, "range.last-byte, list.cos*");

    assertThat(runner(memory(), some).selected())
        .extracting(TckCase::id)
        .containsExactly("range.last-byte", "list.cost", "list.cost-of-small-pages");
  }

  @Test
  void only_patternOfNoCase_isRefused() {
    TckOptions none = new TckOptions(EnumSet.of(Tier.REQUIRED), List.of(), 1, "range.lost");

    assertThatThrownBy(() -> runner(memory(), none)).hasMessage("There is no case 'range.lost'");
  }

  @Test
  void run_caseThatDoesNotEnd_failsAtTheTimeLimit() {
    TckOptions hasty = new TckOptions(EnumSet.of(Tier.REQUIRED), List.of(), 0.005, "*");
    CountDownLatch never = new CountDownLatch(1);
    Mutant hanging =
        Mutant.by("basic.empty", "")
            .stat(
                "stat hangs",
                (store, key) -> {
                  await(never);
                  return Optional.empty();
                });

    CaseResult result = runner(hanging.harness().get(), hasty).run(EMPTY);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.summary()).contains("expected an end within").contains("still running");
  }

  @Test
  void report_casesLeftOut_isAProblem() {
    TckRunner runner = runner(memory(), options());
    int selected = runner.selected().size();

    runner.run(EMPTY);

    assertThat(runner.report().problems())
        .containsExactly("expected " + selected + " cases, ran 1");
  }

  @Test
  void report_someCasesOnly_isAProblemEvenWhenAllPass() {
    TckOptions some = new TckOptions(EnumSet.of(Tier.REQUIRED), List.of(), 1, "range.*");

    TckReport report = runner(memory(), some).runAll();

    assertThat(report.with(Outcome.PASSED))
        .isNotEmpty()
        .allMatch(result -> result.caseId().startsWith("range."));
    assertThat(report.problems())
        .containsExactly(
            "only 'range.*' was asked for (passthrough.tck.only): that shows nothing of the others");
  }

  @Test
  void report_everyCase_hasAResultInOrder() {
    TckReport report = runner(Harness.of(TARGET, memoryOfEach()), options()).runAll();

    assertThat(report.results())
        .extracting(CaseResult::caseId)
        .containsExactlyElementsOf(TckCases.all().stream().map(TckCase::id).toList());
  }

  @Test
  void report_harnessWithoutParts_namesWhatWasNotVerified() {
    TckReport report = runner(Harness.of(TARGET, memoryOfEach()), options()).report();

    assertThat(report.summary())
        .contains(
            "not-verified: delete.partial-failure,"
                + " the harness does not offer objects that cannot be deleted")
        .contains("not-verified: basic.missing-container");
  }

  @Test
  void report_written_hasTargetTierAndOutcomes(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("new").resolve("tck-report.json");

    runner(Harness.of(TARGET, memoryOfEach()), options()).runAll().write(file);

    JsonNode json = JsonMapper.builder().build().readTree(file.toFile());
    assertThat(json.at("/kit").asText()).isEqualTo(TckReport.kitVersion()).isNotBlank();
    assertThat(json.at("/target/backendVersion").asText()).isEqualTo("1.0");
    assertThat(json.at("/tiers/0").asText()).isEqualTo("required");
    assertThat(json.at("/problems")).isEmpty();
    assertThat(json.at("/notVerified").toString()).contains("delete.partial-failure");
    assertThat(json.at("/results")).hasSize(TckCases.COUNT);
    assertThat(json.at("/results/0").toString())
        .contains("\"case\":\"basic.empty\"")
        .contains("\"outcome\":\"passed\"");
  }

  @Test
  void run_caseHasEnded_leavesItsNamespaceEmpty() {
    MemoryBackend backend = new MemoryBackend(UnaryOperator.identity());
    Set<String> namespaces = ConcurrentHashMap.newKeySet();
    Function<String, AssetStore> open =
        namespace -> {
          namespaces.add(namespace);
          return backend.open(namespace);
        };
    TckRunner runner = runner(Harness.of(TARGET, open), options());

    runner.run(named("basic.round-trip"));

    assertThat(namespaces)
        .anyMatch(namespace -> namespace.startsWith("basic-round-trip-"))
        .allMatch(namespace -> Listings.all(backend.open(namespace), "").isEmpty());
    assertThat(runner.report().leftovers()).isEmpty();
  }

  @Test
  void run_moreObjectsThanAPageAndEmptyPages_leavesItsNamespaceEmpty() {
    MemoryBackend backend = new MemoryBackend(UnaryOperator.identity());
    Set<String> namespaces = ConcurrentHashMap.newKeySet();
    Function<String, AssetStore> open =
        namespace -> {
          namespaces.add(namespace);
          return new UnusualStores.PagesOfOne(backend.open(namespace));
        };
    TckRunner runner = runner(Harness.of(TARGET, open), options());

    runner.run(named("list.beyond-native-page"));

    assertThat(namespaces)
        .allMatch(namespace -> Listings.all(backend.open(namespace), "").isEmpty());
    assertThat(runner.report().leftovers()).isEmpty();
  }

  @Test
  void run_caseThatPlants_takesAwayWhatItPlanted() throws IOException {
    MemoryBackend backend = new MemoryBackend(UnaryOperator.identity());
    TckRunner runner = runner(backend, options());

    CaseResult result = runner.run(named("keys.foreign-objects"));

    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(runner.report().leftovers()).isEmpty();
  }

  @Test
  void report_plantedObject_isAStep() {
    Mutant mutant =
        Mutant.by("keys.foreign-objects", "")
            .stat("nothing is there", (store, key) -> Optional.empty());

    CaseResult result = runner(mutant.harness().get(), options()).run(named("cas.foreign-change"));

    assertThat(result.report()).contains("another tool writes 'of others' (9 bytes) to 'app.js'");
  }

  @Test
  void failure_secretInWhatWasThrown_isNamedAndNotShown() {
    CaseResult result = runner(mutant("cas.create", "shows the key"), options()).run(CREATE);

    assertThat(result.report())
        .contains("rule S2 ")
        .contains("409 from /locks?key=***")
        .doesNotContain(MemoryBackend.SECRET);
  }

  @Test
  void close_thatAlwaysThrows_failsOnlyTheCasesAboutIt() {
    Mutant broken = byFault("close() throws");
    TckRunner runner = runner(broken.harness().get(), options());

    assertThat(runner.run(EMPTY).outcome()).isEqualTo(Outcome.PASSED);
    assertThat(runner.run(named("closed.quietly")).outcome()).isEqualTo(Outcome.FAILED);
  }

  private static Mutant byFault(String fault) {
    return MutantTest.mutants().stream()
        .filter(mutant -> mutant.fault().equals(fault))
        .findFirst()
        .orElseThrow();
  }

  private static Harness mutant(String caseId, String part) {
    return MutantTest.mutants().stream()
        .filter(mutant -> mutant.caseId().equals(caseId) && mutant.fault().contains(part))
        .findFirst()
        .orElseThrow()
        .harness()
        .get();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static TckCase named(String id) {
    return TckCases.named(id);
  }

  private static Harness mutant(String caseId) {
    return MutantTest.mutants().stream()
        .filter(mutant -> mutant.caseId().equals(caseId))
        .findFirst()
        .orElseThrow()
        .harness()
        .get();
  }

  private static KnownFailure known(String caseId) {
    return new KnownFailure(caseId, "sorts by UTF-16", URI.create("https://example.com/1"));
  }

  private static Harness memory() {
    return new MemoryBackend(UnaryOperator.identity());
  }

  private static Function<String, AssetStore> memoryOfEach() {
    Map<String, AssetStore> stores = new ConcurrentHashMap<>();
    return namespace -> stores.computeIfAbsent(namespace, name -> new MemoryStore());
  }

  private static TckOptions options() {
    return new TckOptions(EnumSet.of(Tier.REQUIRED), List.of(), 1, "*");
  }

  private static TckRunner runner(Harness harness, TckOptions options) {
    return new TckRunner(harness, options);
  }
}
