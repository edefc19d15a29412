package io.passthrough.cli.doctor;

import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.lease.ReleaseProtection;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.release.Doubt;
import io.passthrough.core.release.ReleaseCatalog;
import io.passthrough.core.release.ReleaseList;
import io.passthrough.core.release.Releases;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScannedRelease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the records can be read, and what they say of the release at hand. */
final class ReleaseChecks {

  private static final String RECORDS = "records";
  private static final String ACTIVE = "active release";
  private static final String OWN = "own release";
  private static final String FILES = "own files";

  private final AssetStore store;
  private final PassthroughConfig configuration;
  private final Notes notes;

  ReleaseChecks(AssetStore store, PassthroughConfig configuration, Notes notes) {
    this.store = store;
    this.configuration = configuration;
    this.notes = notes;
  }

  void run() {
    if (!configuration.gateway().assets().hasRecords()) {
      notes.notChecked(RECORDS, "'gateway.assets.records' says that there are none");
      return;
    }
    notes.step(RECORDS, this::records);
    notes.step(OWN, this::own);
  }

  private void records() {
    ReleaseList listing = new Releases(store, configuration.publish().concurrency()).list();
    listing.warnings().forEach(found -> notes.warning(RECORDS, found, "set that host's clock"));
    listing
        .faults()
        .forEach(
            fault ->
                notes.failed(
                    RECORDS, fault, "restore it from a backup, or set it aside with forget"));
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
    scan(root).ifPresent(build -> own(root, build));
  }

  private void own(Path root, ScannedRelease build) {
    ReleaseCatalog catalog = ReleaseCatalog.empty().refresh(store);
    rewritten(build, catalog);
    catalog
        .release(build.manifest(Optional.empty()).digest())
        .ifPresentOrElse(
            name -> whole(root, name),
            () ->
                notes.warning(
                    OWN,
                    "'" + root + "' is not published: other hosts cannot serve its files",
                    "passthrough publish --from " + root));
  }

  /** Looks whether a gateway would find its release to be safe from prune. */
  private void whole(Path root, ReleaseName name) {
    new ReleaseProtection(new RecordStore(store))
        .fault(name)
        .ifPresentOrElse(
            why ->
                notes.warning(
                    OWN,
                    "release_unprotected: '" + root + "' is release " + name + ", but " + why,
                    "passthrough publish --from " + root),
            () -> notes.ok(OWN, "'" + root + "' is release " + name));
  }

  /** Names files that are not what was published: rewritten after the build, or half copied. */
  private void rewritten(ScannedRelease build, ReleaseCatalog catalog) {
    List<String> other = new ArrayList<>();
    for (ManifestAsset asset : build.assets()) {
      if (asset.kind() == AssetKind.FINGERPRINTED
          && catalog.doubt(asset.key(), asset.sha256()).orElse(null)
              instanceof Doubt.OtherBytes doubt) {
        other.add("'" + asset.key() + "' than release " + doubt.recorded().release());
      }
    }
    if (!other.isEmpty()) {
      String more = other.size() > 1 ? ", and " + (other.size() - 1) + " more" : "";
      notes.warning(
          FILES,
          "The root has other bytes under " + other.get(0) + more,
          "build once and deploy that build everywhere, or put settings into a mutable file; when"
              + " the root was copied, copy it again");
    }
  }

  private Optional<ScannedRelease> scan(Path root) {
    try (Build build = Build.open(root)) {
      return Optional.of(ReleaseScanner.scan(build, configuration.scanRules(Optional.empty())));
    } catch (PassthroughException e) {
      notes.warning(OWN, String.valueOf(e.getMessage()), e.next());
      return Optional.empty();
    }
  }
}
