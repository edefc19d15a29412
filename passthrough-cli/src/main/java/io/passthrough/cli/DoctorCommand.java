package io.passthrough.cli;

import io.passthrough.cli.doctor.Check;
import io.passthrough.cli.doctor.Diagnosis;
import io.passthrough.cli.doctor.Doctor;
import io.passthrough.core.config.PassthroughConfig;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Looks at the configured store. */
@Command(
    name = "doctor",
    description =
        "Check the configured store step by step: rights, clock, records, container. What is put is"
            + " deleted again.")
final class DoctorCommand implements Callable<Integer> {

  private final Session session;

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PassthroughConfig configuration = session.configuration();
    Diagnosis diagnosis = Doctor.examine(configuration, configuration.requireStore());
    session.print(DoctorDocument.of(diagnosis));
    List<Check> errors = diagnosis.errors();
    errors.forEach(error -> session.notice("Error: " + error.name() + ": " + error.message()));
    return errors.isEmpty() ? 0 : errors.get(0).state().exitCode();
  }
}
