package io.passthrough.cli;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.verify.RequestHeader;
import io.passthrough.core.verify.VerifyLimits;
import io.passthrough.core.verify.VerifyOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say where and how a release is verified. */
final class VerifyArguments {

  @Option(
      names = "--via",
      paramLabel = "URL",
      parameterConsumer = UrlConsumer.class,
      description =
          "A base URL, such as a CDN's; may be repeated. Those of publish.verify when left out.")
  private List<String> via = new ArrayList<>();

  @Option(
      names = "--header",
      paramLabel = "NAME:VALUE",
      description = "Sent with every request; may be repeated. The value is never shown.")
  private List<RequestHeader> headers = new ArrayList<>();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "How long all may take, such as 90s; 15m when left out.")
  private Duration timeout = VerifyLimits.DEFAULT.total();

  VerifyOptions options(PassthroughConfig configuration) {
    if (timeout.isZero()) {
      throw new PassthroughException(
          Kind.INPUT, "Illegal time limit: '0'", "give --timeout a longer one, such as 15m");
    }
    return VerifyOptions.of(configuration, via, headers, timeout);
  }

  /** Returns whether there is any URL to verify through. */
  boolean hasUrls(PassthroughConfig configuration) {
    return !via.isEmpty() || !configuration.publish().verify().isEmpty();
  }
}
