package io.passthrough.tck;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Capability;
import io.passthrough.tck.CaseResult.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs cases against one target, without JUnit. Each case has a namespace, threads and a time limit
 * of its own. Used by one thread; the harness stays the caller's.
 */
public final class TckRunner {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration LONG_LIMIT = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Harness harness;
  private final TckOptions options;
  private final Set<Capability> capabilities;
  private final CaseContext.Conditions conditions;
  private final Selection selection;
  private final Map<String, CaseResult> results = new HashMap<>();
  private final Cleanup cleanup;

  /**
   * Opens a store to learn its capabilities, and selects the cases.
   *
   * @param harness opens stores
   * @param options how to run
   * @throws IllegalArgumentException when a known failure names no case that runs, or a race
   */
  public TckRunner(Harness harness, TckOptions options) {
    this.harness = harness;
    this.options = options;
    AssetStore store = harness.open(namespace("capabilities"));
    this.capabilities = Set.copyOf(store.capabilities());
    boolean strong = capabilities.contains(Capability.STRONG_CONSISTENCY);
    this.conditions = new CaseContext.Conditions(scaled(PATIENCE), strong, closes(store));
    this.selection = new Selection(harness, options, capabilities);
    this.cleanup = new Cleanup(harness, scaled(LIMIT), strong);
    selection.check(options.knownFailures());
    TckCases.all().forEach(this::noteSkipped);
  }

  /** Returns whether a store that has looked for one object can be closed, and that in time. */
  private boolean closes(AssetStore store) {
    return TimeLimit.failure("close", scaled(PATIENCE), () -> lookAndClose(store)) == null;
  }

  private static AssetStore lookAndClose(AssetStore store) {
    try {
      store.stat(AssetKey.of("capabilities"));
    } catch (RuntimeException e) {
      // The cases about stat() say so.
    }
    store.close();
    return store;
  }

  private void noteSkipped(TckCase tckCase) {
    selection.skipped(tckCase).ifPresent(result -> results.put(tckCase.id(), result));
  }

  /**
   * Returns the cases that will run, in the order of the list.
   *
   * @return the cases of the tiers, capabilities and parts that are there
   */
  public List<TckCase> selected() {
    return TckCases.all().stream().filter(c -> selection.skipped(c).isEmpty()).toList();
  }

  /**
   * Runs one case.
   *
   * @param tckCase one of {@link #selected()}
   * @return how it ended
   */
  public CaseResult run(TckCase tckCase) {
    long start = System.nanoTime();
    CaseContext context = new CaseContext(harness, namespace(tckCase.id()), conditions);
    Throwable failure =
        TimeLimit.failure(
            tckCase.id(),
            limit(tckCase),
            () -> {
              try (context) {
                tckCase.run(context);
              }
              return tckCase;
            });
    cleanup.clear(context);
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    CaseResult result = declared(tckCase, result(tckCase, context, failure, duration));
    results.put(tckCase.id(), result);
    return result;
  }

  /**
   * Runs every selected case.
   *
   * @return the report
   */
  public TckReport runAll() {
    selected().forEach(this::run);
    return report();
  }

  /**
   * Returns what is known so far.
   *
   * @return the report, complete once every selected case has run
   */
  public TckReport report() {
    return new TckReport(
        new TckReport.Run(harness.target(), options, capabilities, selected().size()),
        TckCases.all().stream().flatMap(this::known).toList(),
        cleanup.leftovers());
  }

  private Stream<CaseResult> known(TckCase tckCase) {
    return Stream.ofNullable(results.get(tckCase.id()));
  }

  private CaseResult result(
      TckCase tckCase, CaseContext context, @Nullable Throwable failure, Duration duration) {
    String id = tckCase.id();
    FailureText text = new FailureText(tckCase, harness.target(), context);
    if (failure == null) {
      return new CaseResult(id, Outcome.PASSED, duration, "", "");
    }
    if (failure instanceof TckFailure broken) {
      String summary = context.secrets().masked(String.valueOf(broken.getMessage()));
      return new CaseResult(id, Outcome.FAILED, duration, summary, text.of(broken));
    }
    return new CaseResult(id, Outcome.ERROR, duration, failure.toString(), text.ofError(failure));
  }

  private CaseResult declared(TckCase tckCase, CaseResult result) {
    Optional<KnownFailure> known =
        options.knownFailures().stream().filter(k -> k.caseId().equals(tckCase.id())).findFirst();
    if (known.isEmpty() || result.outcome() == Outcome.ERROR) {
      return result;
    }
    String why = known.get().reason() + ", " + known.get().link();
    if (result.outcome() == Outcome.FAILED) {
      String summary = result.summary() + "; known: " + why;
      return new CaseResult(
          result.caseId(), Outcome.KNOWN_FAILURE, result.duration(), summary, result.report());
    }
    String summary = "passes, but is declared a known failure (" + why + "): take that away";
    return new CaseResult(
        result.caseId(),
        Outcome.FAILED,
        result.duration(),
        summary,
        result.caseId() + ": " + summary);
  }

  private Duration limit(TckCase tckCase) {
    return scaled(tckCase.tier() == Tier.REQUIRED ? LIMIT : LONG_LIMIT);
  }

  private Duration scaled(Duration duration) {
    return Duration.ofMillis(Math.round(duration.toMillis() * options.timeScale()));
  }

  private static String namespace(String id) {
    return id.replace('.', '-') + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
