package io.passthrough.cli;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.publish.Pipeline;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sets a release or a record aside. */
@Command(
    name = "forget",
    description = "Set aside a release or a record that cannot be read and has no backup.")
final class ForgetCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "RELEASE|RECORD",
      description = "A release's name, or a record's key as a message names it.")
  private @Nullable String subject;

  ForgetCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PassthroughConfig configuration = session.configuration();
    String named = Objects.requireNonNull(subject);
    try (AssetStore store = session.openWithRecords(configuration, Access.WRITE)) {
      Pipeline pipeline =
          new Pipeline(store, configuration.publish().concurrency(), session.warnings());
      session.print(new ForgetDocument(named, pipeline.forget(named).value()));
      return 0;
    }
  }
}
