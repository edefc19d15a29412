package io.passthrough.cli.doctor;

import io.passthrough.api.AssetStore;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.url.BaseUrl;
import io.passthrough.core.verify.UrlFinding;
import io.passthrough.core.verify.Verifier;
import io.passthrough.core.verify.VerifyLimits;
import io.passthrough.core.verify.VerifyOptions;
import java.time.Duration;
import java.util.List;

/** What lies between browsers and the store: the URLs that a pipeline verifies through. */
final class UrlChecks {

  private static final String URLS = "verify urls";
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final AssetStore store;
  private final PassthroughConfig configuration;
  private final Notes notes;

  UrlChecks(AssetStore store, PassthroughConfig configuration, Notes notes) {
    this.store = store;
    this.configuration = configuration;
    this.notes = notes;
  }

  void run() {
    List<BaseUrl> urls = configuration.publish().verify();
    if (!urls.isEmpty() && configuration.gateway().assets().hasRecords()) {
      notes.step(URLS, () -> examine(urls));
    }
  }

  private void examine(List<BaseUrl> urls) {
    VerifyOptions options =
        new VerifyOptions(
            urls,
            List.of(),
            VerifyLimits.DEFAULT.withTotal(LONGEST),
            configuration.gateway().urls(),
            configuration.gateway().cors());
    try {
      new Verifier(store, options, PipelineListener.NONE).examine().forEach(this::note);
    } catch (PassthroughException e) {
      if (e.kind() != PassthroughException.Kind.INPUT) {
        throw e;
      }
      notes.notChecked(URLS, "nothing is published yet that could be asked for");
    }
  }

  private void note(UrlFinding finding) {
    String message = "'" + finding.url() + "': " + finding.message();
    switch (finding.state()) {
      case OK -> notes.ok(URLS, message);
      case WARNING -> notes.warning(URLS, message, finding.next());
      case WRONG -> notes.wrong(URLS, message, finding.next());
      case SILENT -> notes.failed(URLS, message, finding.next());
    }
  }
}
