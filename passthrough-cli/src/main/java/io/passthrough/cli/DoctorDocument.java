package io.passthrough.cli;

import io.passthrough.cli.doctor.Check;
import io.passthrough.cli.doctor.Diagnosis;
import io.passthrough.cli.doctor.Rights;
import io.passthrough.core.text.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found of a store, step by step. */
record DoctorDocument(String provider, String store, Rights rights, List<Step> checks)
    implements Document {

  /** One step. */
  record Step(String check, String state, String message, @Nullable String next) {

    static Step of(Check check) {
      return new Step(
          check.name(),
          Arguments.word(check.state()),
          check.message(),
          check.next().isEmpty() ? null : check.next());
    }
  }

  static DoctorDocument of(Diagnosis diagnosis) {
    return new DoctorDocument(
        diagnosis.provider(),
        diagnosis.store(),
        diagnosis.rights(),
        diagnosis.checks().stream().map(Step::of).toList());
  }

  @Override
  public String text() {
    Table table = new Table().row("check", "state", "found");
    for (Step step : checks) {
      table.row(step.check(), step.state(), step.message());
      if (step.next() != null) {
        table.row("", "", "next: " + step.next());
      }
    }
    return table + "\n" + usable();
  }

  private String usable() {
    return "Enough to serve: %s; to keep a lease: %s; to publish and activate: %s; to prune: %s"
        .formatted(
            yesNo(rights.gateway()),
            yesNo(rights.lease()),
            yesNo(rights.publish()),
            yesNo(rights.prune()));
  }

  private static String yesNo(boolean value) {
    return value ? "yes" : "no";
  }
}
