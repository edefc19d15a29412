package io.passthrough.maven;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.report.VerifyReport;
import io.passthrough.core.verify.Verifier;
import io.passthrough.core.verify.VerifyOptions;
import io.passthrough.core.verify.VerifyResult;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Gets every asset of a release through CDN or gateway, and checks what comes: of the release that
 * was published last when none is named. Changes nothing.
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
public final class VerifyMojo extends VerifyingMojo {

  /** Is made by Maven. */
  public VerifyMojo() {}

  @Override
  void run(Settings settings) throws MojoFailureException {
    PassthroughConfig configuration = configuration(settings);
    VerifyOptions options = options(settings, configuration);
    VerifyResult result;
    try (AssetStore store = open(configuration, Access.READ)) {
      result = new Verifier(store, options, log().beginnings()).verify(release(settings));
    }
    warn(result.allWarnings());
    String text = new VerifyReport(result).text(Outcome.MORE);
    if (!result.failures().isEmpty()) {
      log().error(text);
      throw Outcome.notVerified(result);
    }
    log().info(text);
  }
}
