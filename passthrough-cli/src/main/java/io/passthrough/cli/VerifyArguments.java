package io.passthrough.cli;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.registry.Secrets;
import io.passthrough.core.url.BaseUrl;
import io.passthrough.core.url.BaseUrl.Origin;
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
    return new VerifyOptions(
        urls(configuration),
        headers,
        VerifyLimits.DEFAULT
            .withConcurrency(configuration.publish().concurrency())
            .withTotal(timeout),
        configuration.gateway().urls(),
        configuration.gateway().cors());
  }

  /** Returns whether there is any URL to verify through. */
  boolean hasUrls(PassthroughConfig configuration) {
    return !urls(configuration).isEmpty();
  }

  /** Takes a URL of the command line for what the configuration says it is. */
  private List<BaseUrl> urls(PassthroughConfig configuration) {
    List<BaseUrl> known = configuration.publish().verify();
    return via.isEmpty() ? known : via.stream().map(text -> url(text, known)).toList();
  }

  private static BaseUrl url(String text, List<BaseUrl> known) {
    BaseUrl url =
        BaseUrl.parse(text, Origin.GATEWAY)
            .orElseThrow(
                () ->
                    new PassthroughException(
                        Kind.INPUT,
                        "Illegal URL: '" + Secrets.masked(text) + "'",
                        "use an http or https URL without user, query and fragment, such as"
                            + " https://cdn.example.com"));
    return known.stream().filter(each -> each.uri().equals(url.uri())).findFirst().orElse(url);
  }
}
