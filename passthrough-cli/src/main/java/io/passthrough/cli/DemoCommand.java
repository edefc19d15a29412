package io.passthrough.cli;

import io.passthrough.cli.demo.Bundler;
import io.passthrough.cli.demo.Demo;
import io.passthrough.cli.demo.DemoStore;
import io.passthrough.cli.demo.Fleet;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.config.Configurations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The story: two real releases, two gateways, one rollout. */
@Command(
    name = "demo",
    description = "Two real releases, two gateways, one rollout: with fallback and without.")
final class DemoCommand implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--bundler",
      paramLabel = "vite|webpack",
      completionCandidates = BundlerWords.class,
      description = "Whose builds to show; vite when left out.")
  private Bundler bundler = Bundler.VITE;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "The page to write; in the folder for temporary files when left out.")
  private @Nullable Path picture;

  @Option(
      names = "--store",
      paramLabel = "FILE",
      description =
          "The configuration of a store to roll out on, in a place that is emptied afterwards; a"
              + " temporary folder when left out.")
  private @Nullable Path store;

  @Option(names = "--keep", description = "Leave the rollout running, half done, until a signal.")
  private boolean keep;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Demo demo = Demo.open(bundler, store(), examples(), session::notice)) {
      Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "remove"));
      session.print(new DemoDocument(demo.run(page())));
      if (keep) {
        stay(demo.keep());
      }
      return 0;
    }
  }

  private DemoStore store() {
    return store == null
        ? DemoStore.temporary()
        : DemoStore.in(
            Configurations.load(session.terminal().resolve(store), session.terminal().environment())
                .requireStore());
  }

  private void stay(Fleet fleet) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(fleet::close, "drain"));
    session.notice("The site:    " + fleet.site());
    session.notice("  release 1: " + fleet.first());
    session.notice("  release 2: " + fleet.second());
    session.notice("End it with Ctrl+C");
    new CountDownLatch(1).await();
  }

  private Path page() throws IOException {
    return picture == null
        ? Files.createTempFile("passthrough-rollout-", ".html")
        : session.terminal().resolve(picture);
  }

  private Path examples() {
    return session
        .terminal()
        .home()
        .map(home -> home.resolve("examples"))
        .orElseThrow(
            () ->
                new PassthroughException(
                    Kind.INPUT,
                    "The sample app is not here",
                    "run the demo as ./passthrough demo"));
  }
}
