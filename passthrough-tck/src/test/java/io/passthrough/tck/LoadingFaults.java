package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import io.passthrough.api.StoreOption.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Providers that an application cannot load, or not without harm. */
final class LoadingFaults {

  private LoadingFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("spi.found-once", "on the class path: expected 1, but was 0")
            .harness("no service file names it", () -> new FolderBackend(new Unannounced())),
        by("spi.found-once", "Two providers have the name 'twin'")
            .harness("it has another's name", () -> new FolderBackend(new Twin())),
        by("spi.broken-neighbour", "the provider that core finds beside broken ones: expected")
            .harness("it looks at the others", () -> new FolderBackend(new Nosy())),
        by(
                "spi.no-io-in-constructor",
                "classes of others that constructor, name() and options() load: expected none")
            .harness("it has a library's object", () -> new FolderBackend(new Eager())),
        by("spi.no-io-in-constructor", "classes that Java needs for a connection: expected none")
            .harness("it looks up an address", () -> new FolderBackend(new Calling())),
        by("spi.no-io-in-constructor", "the threads that are left: expected [], but was ['mutant'")
            .harness("it starts a thread", () -> new FolderBackend(new Threading())),
        by("spi.bad-config", "opening with the harness's configuration: expected a store")
            .harness("it declares nothing", () -> new FolderBackend(new Undeclared())),
        by("spi.bad-config", "or a refusal that names 'path', but was other (java.util.NoSuch")
            .harness("what it needs is optional", () -> new FolderBackend(new Careless())),
        by("spi.read-writes-nothing", "the listing: expected [], but was ['marker']")
            .harness("it tries a put when it opens", () -> new FolderBackend(new Marking())));
  }

  /** Is in no list of services. */
  public static final class Unannounced extends FolderProvider {
    @Override
    public String name() {
      return "unannounced";
    }
  }

  /** Has the name of {@link Namesake}. */
  public static final class Twin extends FolderProvider {
    @Override
    public String name() {
      return "twin";
    }
  }

  /** Has the name of {@link Twin}. */
  public static final class Namesake extends FolderProvider {
    @Override
    public String name() {
      return "twin";
    }
  }

  /** Counts providers. */
  public static final class Nosy extends FolderProvider {
    @Override
    public String name() {
      ServiceLoader.load(AssetProvider.class).stream().forEach(ServiceLoader.Provider::type);
      return "nosy";
    }
  }

  /** Needs Jackson before it is used. */
  public static final class Eager extends FolderProvider {
    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public String name() {
      return mapper == null ? "" : "eager";
    }
  }

  /** Looks up where it is. */
  public static final class Calling extends FolderProvider {
    private final String host = InetAddress.getLoopbackAddress().getHostName();

    @Override
    public String name() {
      return host.isEmpty() ? "" : "calling";
    }
  }

  /** Has a thread from the beginning. */
  public static final class Threading extends FolderProvider {
    private static final Thread MUTANT = new Thread(LockSupport::park, "mutant");

    static {
      MUTANT.setDaemon(true);
      MUTANT.start();
    }

    @Override
    public String name() {
      return "threading";
    }
  }

  /** Uses an option without saying so. */
  public static final class Undeclared extends FolderProvider {
    @Override
    public String name() {
      return "undeclared";
    }

    @Override
    public Set<StoreOption> options() {
      return Set.of();
    }
  }

  /** Says that it can do without an option. */
  public static final class Careless extends FolderProvider {
    @Override
    public String name() {
      return "careless";
    }

    @Override
    public Set<StoreOption> options() {
      return Set.of(StoreOption.optional("path", Type.PATH, "The folder."));
    }

    @Override
    public AssetStore open(StoreConfig config) {
      config.text("path").orElseThrow();
      return super.open(config);
    }
  }

  /** Writes, whatever it is opened for. */
  public static final class Marking extends FolderProvider {
    @Override
    public String name() {
      return "marking";
    }

    @Override
    public AssetStore open(StoreConfig config) {
      Path folder = Path.of(config.required("path")).resolve(config.prefix());
      try {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("marker"), "");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return super.open(config);
    }
  }
}
