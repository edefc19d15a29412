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

/** Every broken store passes each case that does not rest on what is broken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
class MutantMatrixTest {

  /** The ends of time that hang a case come soon. */
  private static final double TIME_SCALE = 0.4;

  private static final int AT_ONCE = 12;

  private final MutantTable declared = MutantTable.read();
  private final Map<String, List<CaseResult>> onTheWire = new LinkedHashMap<>();
  private final Map<String, Set<String>> seen = new LinkedHashMap<>();

  static List<Mutant> mutants() {
    return MutantTest.mutants();
  }

  /** Those mostly wait, and have threads of their own anyway. */
  @BeforeAll
  void runThoseOnTheWireAtOnce() throws Exception {
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

    assertThat(ids(results, Outcome.ERROR)).as("cases that broke").isEmpty();
    assertThat(declared.of(mutant).with(failed).certain())
        .as("the other cases that fail, as docs/tck-mutants.md says")
        .isEqualTo(declared.of(mutant).certain());
  }

  private static List<String> ids(List<CaseResult> results, Outcome outcome) {
    return results.stream().filter(r -> r.outcome() == outcome).map(CaseResult::caseId).toList();
  }

  private static List<CaseResult> run(Mutant mutant) {
    TckOptions options = new TckOptions(EnumSet.of(Tier.REQUIRED), List.of(), TIME_SCALE, "*");
    List<CaseResult> results = new ArrayList<>();
    try (Harness harness = mutant.harness().get()) {
      TckRunner runner = new TckRunner(harness, options);
      runner.selected().stream().filter(mutant::meets).map(runner::run).forEach(results::add);
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
    if (Boolean.getBoolean("passthrough.tck.writeTable")) {
      declared.write(mutants(), seen);
    }
  }
}
