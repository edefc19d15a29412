package io.passthrough.cli;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.cli.demo.Bundler;
import io.passthrough.core.text.Inputs;
import io.passthrough.core.verify.RequestHeader;
import io.passthrough.tck.Tier;
import java.time.Duration;
import picocli.CommandLine;

/** Every command, on one command line. */
final class Commands {

  private Commands() {}

  static CommandLine of(GlobalOptions options, Session session) {
    CommandLine line =
        new CommandLine(options)
            .addSubcommand(new DemoCommand(session))
            .addSubcommand(new ServeCommand(session))
            .addSubcommand(new PublishCommand(session))
            .addSubcommand(new VerifyCommand(session))
            .addSubcommand(new ActivateCommand(session))
            .addSubcommand(new RollbackCommand(session))
            .addSubcommand(new DeactivateCommand(session))
            .addSubcommand(new PinCommand(session))
            .addSubcommand(new UnpinCommand(session))
            .addSubcommand(new PruneCommand(session))
            .addSubcommand(new DeployCommand(session))
            .addSubcommand(new ReleasesCommand(session))
            .addSubcommand(new ExplainCommand(session))
            .addSubcommand(new ForgetCommand(session))
            .addSubcommand(new ConfigCommand(session))
            .addSubcommand(new HealthCommand(session))
            .addSubcommand(new DoctorCommand(session))
            .addSubcommand(new ProbeCommand(session));
    return line.registerConverter(ReleaseName.class, Inputs::release)
        .registerConverter(EnvironmentName.class, Inputs::environment)
        .registerConverter(Bundler.class, Arguments::bundler)
        .registerConverter(Port.class, Arguments::port)
        .registerConverter(Count.class, Arguments::count)
        .registerConverter(Duration.class, Inputs::duration)
        .registerConverter(Tier.class, Arguments::tier)
        .registerConverter(RequestHeader.class, RequestHeader::parse)
        .setOut(session.outWriter())
        .setErr(session.errWriter())
        .setParameterExceptionHandler((fault, args) -> session.fail(Usage.failure(fault), fault))
        .setExecutionExceptionHandler(
            (fault, command, parsed) -> session.fail(Failure.of(fault), fault));
  }
}
