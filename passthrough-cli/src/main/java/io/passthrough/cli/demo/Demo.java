package io.passthrough.cli.demo;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.store.AssetStores;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Two real releases of a small app, published to a store; two gateways, one for each, behind a
 * balancer; users who cross the rollout. Then the same without fallback. Not thread-safe.
 */
public final class Demo implements AutoCloseable {

  private static final long SEED = 20_240_229;
  private static final String FIRST = "release-1";
  private static final String SECOND = "release-2";

  private final Bundler bundler;
  private final Consumer<String> talk;
  private final DemoStore store;
  private final PassthroughConfig configuration;
  private final List<SampleRelease> releases;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Demo(Bundler bundler, DemoStore store, Path examples, Consumer<String> talk) {
    this.bundler = bundler;
    this.talk = talk;
    this.store = store;
    this.configuration = store.configuration();
    this.releases =
        List.of(
            SampleRelease.read(FIRST, bundler.build(examples, 1)),
            SampleRelease.read(SECOND, bundler.build(examples, 2)));
  }

  /**
   * Reads the sample app.
   *
   * @param bundler whose builds to show
   * @param store the store, which goes with the demo
   * @param examples where the sample app's builds lie
   * @param talk told how far the demo is
   * @return a demo, which the caller closes
   * @throws io.passthrough.core.PassthroughException when the sample app is not there
   */
  public static Demo open(Bundler bundler, DemoStore store, Path examples, Consumer<String> talk) {
    try {
      return new Demo(bundler, store, examples, talk);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /**
   * Runs the rollout with fallback and without.
   *
   * @param picture the page to write
   * @return what was counted
   */
  public DemoResult run(Path picture) {
    List<Visitor> visitors = Visitor.population(Phase.STEPS, SEED);
    publish(releases.get(0));
    activate(FIRST);
    PublishResult second = publish(releases.get(1));
    talk.accept(
        "Rolling out with fallback: " + visitors.size() + " users, " + Phase.HOSTS + " hosts");
    Tally with = rollout(configuration, visitors);
    activate(SECOND);
    talk.accept("Rolling out again, without fallback");
    Tally without = rollout(withoutStore(), visitors);
    DemoResult result = new DemoResult(bundler, visitors.size(), second, with, without, picture);
    Picture.write(result);
    return result;
  }

  /**
   * Leaves the middle of a rollout running.
   *
   * @return what runs, which the caller closes before the demo
   */
  public Fleet keep() {
    Fleet fleet = Fleet.start(configuration, releases, client);
    fleet.update(Phase.HOSTS / 2);
    return fleet;
  }

  private Tally rollout(PassthroughConfig config, List<Visitor> visitors) {
    try (Fleet fleet = Fleet.start(config, releases, client)) {
      Traffic traffic = new Traffic(client, fleet.site(), releases);
      for (int step = 0; step < Phase.STEPS; step++) {
        fleet.update(Phase.at(step).updated());
        traffic.step(step, visitors);
      }
      return traffic.tally();
    }
  }

  private PassthroughConfig withoutStore() {
    return configuration.withGateway(
        configuration.gateway().withAssets(configuration.gateway().assets().withoutStore()));
  }

  private PublishResult publish(SampleRelease release) {
    talk.accept("Publishing " + release.name() + " from '" + release.folder() + "'");
    try (AssetStore store = store();
        Build build = Build.open(release.folder())) {
      return pipeline(store)
          .publish(
              ReleaseScanner.scan(build, configuration.scanRules(Optional.empty())),
              Optional.of(ReleaseName.of(release.name())));
    }
  }

  private void activate(String release) {
    talk.accept("Activating " + release);
    try (AssetStore store = store()) {
      pipeline(store).activate(ReleaseName.of(release), EnvironmentName.DEFAULT);
    }
  }

  private AssetStore store() {
    return AssetStores.open(configuration.gateway().assets().store().orElseThrow(), Access.WRITE);
  }

  private Pipeline pipeline(AssetStore store) {
    return new Pipeline(store, configuration.publish().concurrency(), PipelineListener.NONE);
  }

  /** Removes the store. */
  @Override
  public void close() {
    store.close();
  }
}
