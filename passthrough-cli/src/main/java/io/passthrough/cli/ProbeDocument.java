package io.passthrough.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.passthrough.core.text.Sizes;
import io.passthrough.core.text.Table;
import io.passthrough.tck.CaseResult;
import io.passthrough.tck.CaseResult.Outcome;
import io.passthrough.tck.TckReport;
import java.util.List;
import java.util.stream.Collectors;

/** How the kit's cases ended; as JSON it is the kit's own report. */
record ProbeDocument(TckReport report) implements Document {

  List<CaseResult> failures() {
    return report.results().stream().filter(CaseResult::bad).toList();
  }

  @Override
  public Object json() {
    try {
      return new ObjectMapper().readTree(report.json());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The kit's report is no JSON", e);
    }
  }

  @Override
  public String text() {
    String failed =
        failures().stream()
            .map(result -> result.report() + "\n\n")
            .collect(Collectors.joining("", "\n\n", ""));
    return table() + failed + counts();
  }

  private Table table() {
    Table table = new Table(2).row("case", "outcome", "ms", "");
    report.results().forEach(result -> table.row(cells(result)));
    return table;
  }

  private static String[] cells(CaseResult result) {
    return new String[] {
      result.caseId(),
      Arguments.word(result.outcome()),
      result.ran() ? Sizes.count(result.duration().toMillis()) : "",
      result.ran() ? "" : result.summary()
    };
  }

  private String counts() {
    return "Passed %d of %d cases against %s; %d were not verified, %d not selected"
        .formatted(
            report.with(Outcome.PASSED).size(),
            report.ran(),
            report.run().target(),
            report.with(Outcome.NOT_VERIFIED).size(),
            report.with(Outcome.NOT_SELECTED).size());
  }
}
