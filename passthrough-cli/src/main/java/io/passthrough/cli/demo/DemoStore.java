package io.passthrough.cli.demo;

import io.passthrough.cli.scratch.Scratch;
import io.passthrough.core.config.Configurations;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.registry.StoreSettings;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The store of a demo: a temporary folder, or a scratch place in a store that is configured. What
 * lies there goes when it is closed. Thread-safe.
 */
public final class DemoStore implements AutoCloseable {

  private static final String NAMESPACE = "demo";

  private final PassthroughConfig configuration;
  private final Runnable removal;
  private final AtomicBoolean removed = new AtomicBoolean();

  private DemoStore(PassthroughConfig configuration, Runnable removal) {
    this.configuration = configuration;
    this.removal = removal;
  }

  /**
   * Makes a temporary folder.
   *
   * @return a store, which the caller closes
   */
  public static DemoStore temporary() {
    Workplace workplace = Workplace.create();
    return new DemoStore(Configurations.withoutFile(workplace.folder()), workplace::close);
  }

  /**
   * Chooses a place in a store, which nobody else uses; touches nothing.
   *
   * @param settings the store
   * @return a store, which the caller closes
   */
  public static DemoStore in(StoreSettings settings) {
    Scratch scratch = Scratch.in(settings);
    StoreSettings own =
        new StoreSettings(settings.provider(), settings.options(), scratch.prefix(NAMESPACE));
    PassthroughConfig defaults = Configurations.withoutFile(Path.of("").toAbsolutePath());
    PassthroughConfig configuration =
        defaults.withGateway(
            defaults
                .gateway()
                .withAssets(
                    defaults
                        .gateway()
                        .assets()
                        .withStore(defaults.gateway().assets().base(), own)));
    return new DemoStore(configuration, scratch::clear);
  }

  PassthroughConfig configuration() {
    return configuration;
  }

  /** Removes what lies there. Idempotent. */
  @Override
  public void close() {
    if (removed.compareAndSet(false, true)) {
      removal.run();
    }
  }
}
