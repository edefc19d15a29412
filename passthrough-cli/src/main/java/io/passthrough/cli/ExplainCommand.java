package io.passthrough.cli;

import io.passthrough.api.Access;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.prune.KeyRetention;
import io.passthrough.core.prune.KeyStay;
import io.passthrough.core.release.Explanation;
import io.passthrough.core.release.Releases;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScannedRelease;
import io.passthrough.core.serving.AssetService;
import io.passthrough.core.serving.UrlExplanation;
import io.passthrough.core.url.AssetUrls;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains what a URL is answered with, by a gateway's own decision, and what releases have. */
@Command(
    name = "explain",
    description = "Tell what a URL is answered with and why, and which releases have it.")
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
    SubjectParser parser = new SubjectParser(configuration.gateway().urls());
    Subject asked = parser.parse(Objects.requireNonNull(subject));
    if (configuration.gateway().assets().store().isEmpty()) {
      return explain(asked, configuration, Optional.empty());
    }
    try (AssetStore store = session.open(configuration, Access.READ)) {
      return explain(asked, configuration, Optional.of(store));
    }
  }

  private int explain(Subject asked, PassthroughConfig configuration, Optional<AssetStore> store) {
    AssetUrls urls = configuration.gateway().urls();
    Optional<ExplainDocument.Stored> known =
        asked
            .key()
            .map(
                key ->
                    new ExplainDocument.Stored(
                        stored(configuration, store, key), stay(configuration, store, key)));
    Optional<Explanation> stored = known.map(ExplainDocument.Stored::explanation);
    Optional<ExplainDocument.Local> local = asked.key().flatMap(key -> local(configuration, key));
    Optional<UrlExplanation> answer =
        answer(configuration, store, asked.target())
            .or(() -> stored.flatMap(Explanation::asset).map(UrlExplanation::of));
    String url = asked.key().map(urls::encodedPath).orElseGet(asked::path);
    session.print(ExplainDocument.of(url, local, known, answer));
    List<String> faults = stored.map(Explanation::faults).orElse(List.of());
    faults.forEach(fault -> session.notice("Warning: " + fault));
    boolean isFound = local.isPresent() || stored.flatMap(Explanation::asset).isPresent();
    return isFound || faults.isEmpty() ? 0 : Failure.IO;
  }

  private static Explanation stored(
      PassthroughConfig configuration, Optional<AssetStore> store, AssetKey key) {
    if (store.isEmpty() || !configuration.gateway().assets().hasRecords()) {
      return Explanation.withoutRecords(key);
    }
    return new Releases(store.get(), configuration.publish().concurrency())
        .explain(key, configuration.gateway().environment(), configuration.gateway().urls());
  }

  /** Asks prune's own decision; where that is refused, it is unknown. */
  private Optional<KeyStay> stay(
      PassthroughConfig configuration, Optional<AssetStore> store, AssetKey key) {
    if (store.isEmpty() || !configuration.gateway().assets().hasRecords()) {
      return Optional.empty();
    }
    try {
      int concurrency = configuration.publish().concurrency();
      return new KeyRetention(store.get(), concurrency, configuration.retention()).explain(key);
    } catch (PassthroughException | AssetStoreException e) {
      session.notice("Warning: how long the key stays is unknown. " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Asks a gateway's own decision, where there is a root. */
  private Optional<UrlExplanation> answer(
      PassthroughConfig configuration, Optional<AssetStore> store, String target) {
    if (!Files.exists(configuration.gateway().root())) {
      return Optional.empty();
    }
    try (AssetService service =
        AssetService.open(configuration.gateway(), configuration.publish(), store)) {
      return service.explain(target);
    } catch (PassthroughException e) {
      session.notice("Not answered from the root: " + e.getMessage());
      return Optional.empty();
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
