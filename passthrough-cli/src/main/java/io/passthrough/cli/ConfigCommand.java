package io.passthrough.cli;

import io.passthrough.core.config.PassthroughConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows the effective configuration; opens nothing. */
@Command(
    name = "config",
    description = "Show the effective configuration, secrets hidden. Opens nothing.")
final class ConfigCommand implements Callable<Integer> {

  private final Session session;

  ConfigCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PassthroughConfig configuration = session.configuration();
    session.notice(
        configuration
            .file()
            .map(file -> "Read from '" + file + "'")
            .orElse("No passthrough.yaml here: the defaults"));
    session.print(new ConfigDocument(configuration.tree()));
    return 0;
  }
}
