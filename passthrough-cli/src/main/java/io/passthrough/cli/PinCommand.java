package io.passthrough.cli;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.scan.ScannedRelease;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps a release until it is unpinned. */
@Command(name = "pin", description = "Keep a release until it is unpinned.")
final class PinCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "RELEASE", description = "A published release.")
  private @Nullable ReleaseName release;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for people.")
  private @Nullable String reason;

  @Mixin private final SourceBuild source = new SourceBuild();

  PinCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PassthroughConfig configuration = session.configuration();
    session.print(source.with(session, configuration, build -> pin(configuration, build)));
    return 0;
  }

  private PinDocument pin(PassthroughConfig configuration, Optional<ScannedRelease> build) {
    ReleaseName named = Objects.requireNonNull(release);
    try (AssetStore store = session.openWithRecords(configuration, Access.WRITE)) {
      new Pipeline(store, configuration.publish().concurrency(), session.warnings())
          .pin(named, Optional.ofNullable(reason), build);
      return new PinDocument(named.value(), true, reason);
    }
  }
}
