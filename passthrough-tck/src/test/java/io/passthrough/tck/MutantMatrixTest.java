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
 * Every broken store passes each case that does not rest on what is broken. A build runs a twelfth
 * of the cases, and the stores that no time limit decides about; the whole matrix is a command.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
class MutantMatrixTest {

  /** The ends of time that hang a case come soon. */
  private static final double TIME_SCALE = 0.4;

  private static final int AT_ONCE = 12;

  /** One of so many cases runs in a build. */
  private static final int SHARE = 12;

  /** Writing the table takes all of the cases. */
  private static final boolean WRITES = Boolean.getBoolean("passthrough.tck.writeTable");

  private static final boolean WHOLE = WRITES || Boolean.getBoolean("passthrough.tck.wholeMatrix");

  /** The same in each build, which is green or red by what was changed, not by what was drawn. */
  private static final long SEED = Long.getLong("passthrough.tck.seed", 20_998_190_328_882L);

  private final MutantTable declared = MutantTable.read();
  private final Map<String, List<CaseResult>> onTheWire = new LinkedHashMap<>();
  private final Map<String, Set<String>> seen = new LinkedHashMap<>();

  /** Time limits decide what else fails on the wire, so chance does: no gate rests on it. */
  static List<Mutant> mutants() {
    return MutantTest.mutants().stream().filter(mutant -> WHOLE || !mutant.onTheWire()).toList();
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

  /** Draws a twelfth of the cases for each broken store. */
  private static boolean isDrawn(Mutant mutant, TckCase tckCase) {
    long drawn = Objects.hash(SEED, mutant.toString(), tckCase.id()) * 0x9E3779B97F4A7C15L;
    return WHOLE || Long.remainderUnsigned(drawn >>> 32, SHARE) == 0;
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
        .containsExactlyElementsOf(MutantTest.mutants().stream().map(Mutant::toString).toList());
  }

  @AfterAll
  void writeTableIfAsked() throws IOException {
    if (WRITES) {
      declared.write(mutants(), seen);
    }
  }
}
