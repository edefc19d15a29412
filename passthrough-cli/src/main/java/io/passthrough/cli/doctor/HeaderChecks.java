package io.passthrough.cli.doctor;

import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.Workers;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.release.ForeignHeaders;
import io.passthrough.core.release.ReleaseCatalog;

/** Whether the objects that another tool put have headers that fit their names. */
final class HeaderChecks {

  private static final String HEADERS = "stored headers";

  private final AssetStore store;
  private final PassthroughConfig configuration;
  private final Notes notes;

  HeaderChecks(AssetStore store, PassthroughConfig configuration, Notes notes) {
    this.store = store;
    this.configuration = configuration;
    this.notes = notes;
  }

  void run() {
    notes.step(HEADERS, this::audit);
  }

  private void audit() {
    EnvironmentName environment = configuration.gateway().environment();
    ReleaseCatalog catalog = ReleaseCatalog.empty().refresh(store);
    Workers workers = new Workers(configuration.publish().concurrency());
    ForeignHeaders found = ForeignHeaders.audit(store, catalog, environment, workers);
    if (found.faults().isEmpty()) {
      return;
    }
    String key = found.faults().firstKey();
    notes.warning(
        HEADERS,
        count(found) + " of another tool, such as '" + key + "' with " + found.faults().get(key),
        "set them with that tool, or delete the objects and publish again, where a CDN has the"
            + " store as its origin; gateways send the right ones");
  }

  private static String count(ForeignHeaders found) {
    int faults = found.faults().size();
    String objects = faults == 1 ? "wrong on one object" : "wrong on " + faults + " objects";
    return found.audited() < ForeignHeaders.MOST
        ? objects
        : objects + " among the first " + found.audited();
  }
}
