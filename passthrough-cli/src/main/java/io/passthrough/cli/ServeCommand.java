package io.passthrough.cli;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.config.PublishConfig;
import io.passthrough.core.registry.StoreSettings;
import io.passthrough.core.serving.AssetService;
import io.passthrough.core.store.AssetStores;
import io.passthrough.core.store.LateStore;
import io.passthrough.gateway.Gateway;
import io.passthrough.gateway.ServedRelease;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves a release until a signal ends it. */
@Command(
    name = "serve",
    description = "Serve a release's own files, and those of every other release from the store.")
final class ServeCommand implements Callable<Integer> {

  private static final Duration NOTICES = Duration.ofMillis(500);

  private final Session session;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "What a build made: folder, zip, jar or war; gateway.root when left out.")
  private @Nullable Path root;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port, 0 for any that is free; gateway.listener.port when left out.")
  private @Nullable Port port;

  @Option(names = "--check", description = "Check configuration and root, then exit.")
  private boolean check;

  ServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    PassthroughConfig configuration = session.configuration();
    PassthroughConfig here = configuration.withGateway(here(configuration.gateway()));
    if (check) {
      return check(here.gateway(), here.publish());
    }
    Optional<AdminServer> admin = AdminServer.start(here);
    ServedRelease served = serve(here, admin);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(served, admin), "drain"));
    Set<String> told = new HashSet<>();
    tell(served, told);
    admin.ifPresent(it -> session.notice("Health on " + it.uri()));
    session.print(ServeDocument.of(served, admin.map(AdminServer::uri)));
    CountDownLatch never = new CountDownLatch(1);
    while (!never.await(NOTICES.toMillis(), TimeUnit.MILLISECONDS) && !served.hasFailed()) {
      tell(served, told);
    }
    throw new PassthroughException(
        Kind.IO,
        "Cannot serve any longer: an event loop ended by an error",
        "Let a supervisor start it again; what it printed before says why");
  }

  private static ServedRelease serve(PassthroughConfig here, Optional<AdminServer> admin) {
    try {
      ServedRelease served = Gateway.serve(here);
      admin.ifPresent(it -> it.ready(served));
      return served;
    } catch (RuntimeException e) {
      admin.ifPresent(AdminServer::close);
      throw e;
    }
  }

  private static void drain(ServedRelease served, Optional<AdminServer> admin) {
    admin.ifPresent(AdminServer::draining);
    served.close();
    admin.ifPresent(AdminServer::close);
  }

  /** Prints the notices that are new: the records are read, and read again, in the background. */
  private void tell(ServedRelease served, Set<String> told) {
    List<String> notices = served.notices();
    notices.stream().filter(told::add).forEach(session::notice);
    told.retainAll(notices);
  }

  /** Puts the options of the command line in. */
  private GatewayConfig here(GatewayConfig config) {
    GatewayConfig rooted =
        root == null ? config : config.withRoot(session.terminal().resolve(root));
    return port == null ? rooted : rooted.withPort(port.number());
  }

  /** Opens what serving would open, but listens nowhere. */
  private int check(GatewayConfig config, PublishConfig publish) {
    config.assets().store().ifPresent(this::checkStore);
    try (AssetService service = AssetService.open(config, publish, Optional.empty())) {
      service.notices().forEach(session::notice);
      session.print(CheckDocument.of(config, service));
      return 0;
    }
  }

  private void checkStore(StoreSettings settings) {
    try (LateStore store = AssetStores.openLater(settings)) {
      store.notice().ifPresent(session::notice);
    }
  }
}
