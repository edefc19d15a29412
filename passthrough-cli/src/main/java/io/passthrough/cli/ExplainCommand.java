package io.passthrough.cli;

import io.passthrough.api.Access;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.AssetsConfig;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.release.Explanation;
import io.passthrough.core.release.Releases;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScannedRelease;
import io.passthrough.core.url.AssetUrls;
import java.nio.file.Files;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains where a gateway takes a key from, and which releases have it. */
@Command(
    name = "explain",
    description = "Tell where a gateway takes a file from, and which releases have it.")
final class ExplainCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "KEY|URL",
      description = "A key such as js/app.js, or a URL or its path.")
  private @Nullable String subject;

  ExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PassthroughConfig configuration = session.configuration();
    AssetUrls urls = configuration.gateway().urls();
    AssetKey key = new SubjectParser(urls).key(Objects.requireNonNull(subject));
    Explanation stored = stored(configuration, key);
    Optional<ExplainDocument.Local> local = local(configuration, key);
    session.print(ExplainDocument.of(urls.encodedPath(key), local, stored));
    stored.faults().forEach(fault -> session.notice("Warning: " + fault));
    boolean isFound = local.isPresent() || stored.asset().isPresent();
    return isFound || stored.faults().isEmpty() ? 0 : Failure.IO;
  }

  private Explanation stored(PassthroughConfig configuration, AssetKey key) {
    AssetsConfig assets = configuration.gateway().assets();
    if (assets.store().isEmpty() || !assets.hasRecords()) {
      return Explanation.withoutRecords(key);
    }
    try (AssetStore store = session.open(configuration, Access.READ)) {
      return new Releases(store, configuration.publish().concurrency())
          .explain(key, configuration.gateway().environment(), configuration.gateway().urls());
    }
  }

  private Optional<ExplainDocument.Local> local(PassthroughConfig configuration, AssetKey key) {
    if (!Files.exists(configuration.gateway().root())) {
      return Optional.empty();
    }
    try (Build build = Build.open(configuration.gateway().root())) {
      ScannedRelease release =
          ReleaseScanner.scan(build, configuration.scanRules(Optional.empty()));
      return release.assets().stream()
          .filter(asset -> asset.key().equals(key))
          .map(asset -> new ExplainDocument.Local(asset, release.finding(key)))
          .findFirst();
    } catch (PassthroughException e) {
      session.notice("Not looked for in the root: " + e.getMessage());
      return Optional.empty();
    }
  }
}
