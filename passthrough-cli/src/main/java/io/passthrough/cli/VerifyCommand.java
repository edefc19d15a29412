package io.passthrough.cli;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.verify.Verifier;
import io.passthrough.core.verify.VerifyOptions;
import io.passthrough.core.verify.VerifyResult;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks for every asset of a release through every base URL. */
@Command(
    name = "verify",
    description =
        "Get every asset of a release through CDN or gateway, and check what comes. Changes"
            + " nothing.")
final class VerifyCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "RELEASE",
      arity = "0..1",
      description = "A published release; the one that was published last when left out.")
  private @Nullable ReleaseName release;

  @Mixin private final VerifyArguments arguments = new VerifyArguments();

  VerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PassthroughConfig configuration = session.configuration();
    VerifyResult result = verify(configuration, arguments.options(configuration));
    session.warn(result.allWarnings());
    session.print(new VerifyDocument(result));
    return result.failures().isEmpty() ? 0 : Failure.INCOMPLETE;
  }

  private VerifyResult verify(PassthroughConfig configuration, VerifyOptions options) {
    try (AssetStore store = session.openWithRecords(configuration, Access.READ);
        Progress progress = Progress.on(session.terminal())) {
      return new Verifier(store, options, progress).verify(Optional.ofNullable(release));
    }
  }
}
