package io.passthrough.tck;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Runs the kit with JUnit. A provider's author extends this class, implements {@link #harness()},
 * and has a test for each case. The last test, {@code complete}, fails when a case is missing; it
 * writes {@code tck-report.json} and prints what was not verified.
 */
public abstract class AssetProviderTck {

  private static final int MAX_PROBLEMS = 20;

  /** For subclasses. */
  protected AssetProviderTck() {}

  /**
   * Opens what the cases run against.
   *
   * @return a harness, which the kit closes at the end
   * @throws Exception when the backend cannot be started
   */
  protected abstract Harness harness() throws Exception;

  /**
   * Names the cases that the target is known to fail; they must fail.
   *
   * @return often none
   */
  protected List<KnownFailure> knownFailures() {
    return List.of();
  }

  /**
   * Names the file that the report goes to.
   *
   * @return by default {@code target/tck/<class>/tck-report.json}
   */
  protected Path report() {
    return Path.of("target", "tck", getClass().getSimpleName(), "tck-report.json");
  }

  /**
   * Makes the tests: a container for each group, a test for each case.
   *
   * @return the tests
   * @throws Exception when the harness cannot be had
   */
  @TestFactory
  @Execution(ExecutionMode.SAME_THREAD)
  public final Stream<DynamicNode> tck() throws Exception {
    Harness harness = harness();
    TckRunner runner = runner(harness);
    CaseAssertion.Reports reports = new CaseAssertion.Reports();
    Map<String, List<TckCase>> groups =
        runner.selected().stream()
            .collect(Collectors.groupingBy(TckCase::group, TreeMap::new, Collectors.toList()));
    Stream<DynamicNode> cases =
        groups.entrySet().stream()
            .map(
                group ->
                    DynamicContainer.dynamicContainer(
                        group.getKey(),
                        group.getValue().stream().map(c -> test(runner, reports, c))));
    DynamicNode complete = DynamicTest.dynamicTest("complete", () -> complete(runner));
    return Stream.concat(cases, Stream.of(complete)).onClose(harness::close);
  }

  private TckRunner runner(Harness harness) {
    try {
      TckOptions options = TckOptions.ofSystemProperties().withKnownFailures(knownFailures());
      return new TckRunner(harness, options);
    } catch (RuntimeException e) {
      harness.close();
      throw e;
    }
  }

  private static DynamicNode test(
      TckRunner runner, CaseAssertion.Reports reports, TckCase tckCase) {
    return DynamicTest.dynamicTest(
        tckCase.id(),
        () -> {
          CaseResult result = runner.run(tckCase);
          if (result.bad()) {
            throw reports.of(result);
          }
        });
  }

  /** Says again what failed, unless that is so much that nobody would read it. */
  private static String shown(List<String> problems) {
    String some = problems.stream().limit(MAX_PROBLEMS).collect(Collectors.joining("\n"));
    int more = problems.size() - MAX_PROBLEMS;
    return more > 0 ? some + "\n… and " + more + " more, as said above" : some;
  }

  private void complete(TckRunner runner) throws IOException {
    TckReport report = runner.report();
    report.write(report());
    System.out.println(report.summary());
    System.out.println("Report: " + report().toAbsolutePath());
    List<String> problems = report.problems();
    if (!problems.isEmpty()) {
      fail("The run is no success:\n" + shown(problems));
    }
  }
}
