package io.passthrough.cli.doctor;

import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.release.ReleaseCatalog;
import io.passthrough.core.release.ReleaseList;
import io.passthrough.core.release.Releases;
import io.passthrough.core.scan.ReleaseScanner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether the records can be read, and what they say of the release at hand. */
final class ReleaseChecks {

  private static final String RECORDS = "records";
  private static final String ACTIVE = "active release";
  private static final String OWN = "own release";

  private final AssetStore store;
  private final PassthroughConfig configuration;
  private final Notes notes;

  ReleaseChecks(AssetStore store, PassthroughConfig configuration, Notes notes) {
    this.store = store;
    this.configuration = configuration;
    this.notes = notes;
  }

  void run() {
    notes.step(RECORDS, this::records);
    notes.step(OWN, this::own);
  }

  private void records() {
    ReleaseList listing = new Releases(store, configuration.publish().concurrency()).list();
    listing.faults().forEach(fault -> notes.failed(RECORDS, fault, "restore it from a backup"));
    if (!listing.releases().isEmpty()) {
      int releases = listing.releases().size();
      notes.ok(RECORDS, releases == 1 ? "one release" : releases + " releases");
      active(listing);
    } else if (listing.faults().isEmpty()) {
      notes.info(RECORDS, "No release is published here", "passthrough publish --from DIR");
    }
  }

  private void active(ReleaseList listing) {
    EnvironmentName environment = configuration.gateway().environment();
    listing.releases().stream()
        .filter(row -> row.active().contains(environment))
        .findFirst()
        .ifPresentOrElse(
            row -> notes.ok(ACTIVE, row.release() + " in '" + environment + "'"),
            () ->
                notes.warning(
                    ACTIVE,
                    "None is active in the environment '" + environment + "'",
                    "passthrough activate RELEASE"));
  }

  private void own() {
    Path root = configuration.gateway().root();
    if (!Files.exists(root)) {
      notes.notChecked(OWN, "there is no '" + root + "' on this machine");
      return;
    }
    digest(root).ifPresent(digest -> own(root, digest));
  }

  private void own(Path root, Sha256 digest) {
    ReleaseCatalog.empty()
        .refresh(store)
        .release(digest)
        .ifPresentOrElse(
            name -> notes.ok(OWN, "'" + root + "' is release " + name),
            () ->
                notes.warning(
                    OWN,
                    "'" + root + "' is not published: other hosts cannot serve its files",
                    "passthrough publish --from " + root));
  }

  private Optional<Sha256> digest(Path root) {
    try (Build build = Build.open(root)) {
      return Optional.of(
          ReleaseScanner.scan(build, configuration.scanRules(Optional.empty()))
              .manifest(Optional.empty())
              .digest());
    } catch (PassthroughException e) {
      notes.warning(OWN, String.valueOf(e.getMessage()), e.next());
      return Optional.empty();
    }
  }
}
