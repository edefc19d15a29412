package io.passthrough.maven;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.text.Inputs;
import io.passthrough.core.verify.RequestHeader;
import io.passthrough.core.verify.VerifyLimits;
import io.passthrough.core.verify.VerifyOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A goal that verifies a release. */
abstract class VerifyingMojo extends StoreMojo {

  /** The release's name. */
  @Parameter(property = "passthrough.release")
  private @Nullable String release;

  /** Base URLs, such as a CDN's; those of <code>publish.verify</code> when left out. */
  @Parameter(property = "passthrough.via")
  private @Nullable List<String> via;

  /**
   * Sent with every request, each as <code>NAME:VALUE</code>; on the command line one, <code>
   * -Dpassthrough.header</code>. The value is never shown.
   */
  @Parameter private @Nullable List<String> headers;

  /** How long all may take, such as <code>90s</code>; <code>15m</code> when left out. */
  @Parameter(property = "passthrough.timeout")
  private @Nullable String timeout;

  final Optional<ReleaseName> release(Settings settings) {
    return settings.text("release", release).map(Inputs::release);
  }

  /** Returns whether there is any URL to verify through. */
  final boolean hasUrls(Settings settings, PassthroughConfig configuration) {
    return !settings.list("via", via).isEmpty() || !configuration.publish().verify().isEmpty();
  }

  final VerifyOptions options(Settings settings, PassthroughConfig configuration) {
    requireOnline();
    return VerifyOptions.of(
        configuration, settings.list("via", via), headers(settings), timeout(settings));
  }

  private List<RequestHeader> headers(Settings settings) {
    List<String> ofPom = headers == null ? List.of() : headers;
    return settings.text("header", null).map(List::of).orElse(ofPom).stream()
        .map(RequestHeader::parse)
        .toList();
  }

  private Duration timeout(Settings settings) {
    Duration total =
        settings
            .text("timeout", timeout)
            .map(Inputs::duration)
            .orElse(VerifyLimits.DEFAULT.total());
    if (total.isZero()) {
      throw new PassthroughException(
          Kind.INPUT, "Illegal time limit: '0'", "give <timeout> a longer one, such as 15m");
    }
    return total;
  }
}
