package io.passthrough.tck;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.tck.CaseResult.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every broken store passes each case that does not rest on what is broken: a third of the cases,
 * drawn anew in each run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
class MutantMatrixTest {

  /** The ends of time that hang a case come soon. */
  private static final double TIME_SCALE = 0.4;

  private static final int AT_ONCE = 12;

  /** Writing the table takes all of the cases. */
  private static final boolean WRITES = Boolean.getBoolean("passthrough.tck.writeTable");

  private static final long SEED = Long.getLong("passthrough.tck.seed", System.nanoTime());

  private final MutantTable declared = MutantTable.read();
  private final Map<String, List<CaseResult>> onTheWire = new LinkedHashMap<>();
  private final Map<String, Set<String>> seen = new LinkedHashMap<>();

  static List<Mutant> mutants() {
    return MutantTest.mutants();
  }

  /** Those mostly wait, and have threads of their own anyway. */
  @BeforeAll
  void runThoseOnTheWireAtOnce() throws Exception {
    System.out.println("The matrix has the seed -Dpassthrough.tck.seed=" + SEED);
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Map<String, Future<List<CaseResult>>> runs =
          mutants().stream()
              .filter(Mutant::onTheWire)
              .collect(toMap(Mutant::toString, mutant -> threads.submit(() -> run(mutant))));
      for (Map.Entry<String, Future<List<CaseResult>>> run : runs.entrySet()) {
        onTheWire.put(run.getKey(), run.getValue().get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void otherCases_brokenStore_failOnlyWhereTheyRestOnTheFault(Mutant mutant) {
    List<CaseResult> results = mutant.onTheWire() ? onTheWire.get(mutant.toString()) : run(mutant);
    Set<String> failed = new TreeSet<>(ids(results, Outcome.FAILED));
    failed.remove(mutant.caseId());
    seen.put(mutant.toString(), failed);
    Set<String> expected = new TreeSet<>(declared.of(mutant).certain());
    expected.retainAll(results.stream().map(CaseResult::caseId).toList());

    assertThat(ids(results, Outcome.ERROR)).as("cases that broke").isEmpty();
    assertThat(declared.of(mutant).with(failed).certain())
        .as("the other cases that fail, of the seed %d, as docs/tck-mutants.md says", SEED)
        .isEqualTo(expected);
  }

  private static List<String> ids(List<CaseResult> results, Outcome outcome) {
    return results.stream().filter(r -> r.outcome() == outcome).map(CaseResult::caseId).toList();
  }

  /** Draws a third of the cases for each broken store, so that all are seen after a few runs. */
  private static boolean isDrawn(Mutant mutant, TckCase tckCase) {
    long drawn = Objects.hash(SEED, mutant.toString(), tckCase.id()) * 0x9E3779B97F4A7C15L;
    return WRITES || Long.remainderUnsigned(drawn >>> 32, 3) == 0;
  }

  private static List<CaseResult> run(Mutant mutant) {
    TckOptions options = new TckOptions(EnumSet.of(Tier.REQUIRED), List.of(), TIME_SCALE, "*");
    List<CaseResult> results = new ArrayList<>();
    try (Harness harness = mutant.harness().get()) {
      TckRunner runner = new TckRunner(harness, options);
      runner.selected().stream()
          .filter(mutant::meets)
          .filter(tckCase -> isDrawn(mutant, tckCase))
          .map(runner::run)
          .forEach(results::add);
    }
    return results;
  }

  @Test
  void table_inTheDocs_hasEveryBrokenStoreAndNoOther() {
    assertThat(declared.names())
        .containsExactlyElementsOf(mutants().stream().map(Mutant::toString).toList());
  }

  @AfterAll
  void writeTableIfAsked() throws IOException {
    if (WRITES) {
      declared.write(mutants(), seen);
    }
  }
}
