package io.passthrough.cli;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.cli.demo.Bundler;
import io.passthrough.core.text.Inputs;
import io.passthrough.core.verify.RequestHeader;
import io.passthrough.tck.Tier;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/** Every command, on one command line. */
final class Commands {

  private static final Map<String, Function<Session, Object>> ALL = all();

  private Commands() {}

  private static Map<String, Function<Session, Object>> all() {
    Map<String, Function<Session, Object>> commands = new LinkedHashMap<>();
    commands.put("demo", DemoCommand::new);
    commands.put("serve", ServeCommand::new);
    commands.put("publish", PublishCommand::new);
    commands.put("verify", VerifyCommand::new);
    commands.put("activate", ActivateCommand::new);
    commands.put("rollback", RollbackCommand::new);
    commands.put("deactivate", DeactivateCommand::new);
    commands.put("pin", PinCommand::new);
    commands.put("unpin", UnpinCommand::new);
    commands.put("prune", PruneCommand::new);
    commands.put("deploy", DeployCommand::new);
    commands.put("releases", ReleasesCommand::new);
    commands.put("explain", ExplainCommand::new);
    commands.put("forget", ForgetCommand::new);
    commands.put("config", ConfigCommand::new);
    commands.put("health", HealthCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put("probe", ProbeCommand::new);
    return commands;
  }

  /** Makes the model of every command, as help and completions show it. */
  static CommandLine of(GlobalOptions options, Session session) {
    return of(options, session, ALL);
  }

  /** Makes the model that a command line needs: of the one command that its first word names. */
  static CommandLine of(GlobalOptions options, Session session, List<String> args) {
    String first = args.isEmpty() ? "" : args.get(0);
    Function<Session, Object> named = ALL.get(first);
    return of(options, session, named == null ? ALL : Map.of(first, named));
  }

  private static CommandLine of(
      GlobalOptions options, Session session, Map<String, Function<Session, Object>> commands) {
    CommandLine line = new CommandLine(options);
    commands.forEach((name, command) -> line.addSubcommand(name, command.apply(session)));
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
