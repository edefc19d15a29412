package io.passthrough.tck.loading;

import io.passthrough.api.Access;
import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.registry.Providers;
import io.passthrough.core.registry.StoreSettings;
import io.passthrough.core.store.AssetStores;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Loads one provider in a fresh process, and tells what came of it, as pairs of kind and text. */
public final class LoadingMain {

  /** Look for the provider, as a service and in core's registry. */
  public static final String FIND = "find";

  /** Construct the provider, and ask for its name and options. */
  public static final String CONSTRUCT = "construct";

  /** Open stores by the provider's name, one for each set of options. */
  public static final String OPEN = "open";

  /** A store was opened. */
  public static final String OPENED = "opened";

  /** The last pair. */
  public static final String END = "end";

  private static final int ROUNDS = 1_000;
  private static final int MOST_CHARACTERS = 10_000;

  private final DataInputStream in;
  private final DataOutputStream out;
  private final String type;

  private LoadingMain(DataInputStream in, DataOutputStream out) throws IOException {
    this.in = in;
    this.out = out;
    this.type = in.readUTF();
  }

  /**
   * Does what its input says, and ends.
   *
   * @param arguments none
   * @throws IOException when nobody reads the answers
   */
  public static void main(String[] arguments) throws IOException {
    DataOutputStream out = new DataOutputStream(System.out);
    System.setOut(System.err);
    LoadingMain main = new LoadingMain(new DataInputStream(System.in), out);
    try {
      main.run(main.in.readUTF());
    } catch (ReflectiveOperationException | RuntimeException e) {
      main.say("failed", text(e));
    } catch (ServiceConfigurationError | LinkageError e) {
      main.say("failed", text(e));
    }
    main.say(END, "");
    out.flush();
    Runtime.getRuntime().halt(0);
  }

  private void run(String command) throws IOException, ReflectiveOperationException {
    switch (command) {
      case FIND -> find();
      case CONSTRUCT -> construct();
      default -> open();
    }
  }

  private void find() throws IOException, ReflectiveOperationException {
    Iterator<ServiceLoader.Provider<AssetProvider>> entries =
        ServiceLoader.load(AssetProvider.class, LoadingMain.class.getClassLoader()).stream()
            .iterator();
    boolean more = true;
    while (more) {
      more = tellNext(entries);
    }
    AssetProvider provider = provider();
    say("module", String.valueOf(provider.getClass().getModule().getName()));
    Providers providers = Providers.find();
    for (String fault : providers.faults()) {
      say("fault", fault);
    }
    try {
      say("registered", providers.require(provider.name()).getClass().getName());
    } catch (RuntimeException | ServiceConfigurationError e) {
      say("refused", text(e));
    }
  }

  private boolean tellNext(Iterator<ServiceLoader.Provider<AssetProvider>> entries)
      throws IOException {
    try {
      if (!entries.hasNext()) {
        return false;
      }
      say("entry", entries.next().type().getName());
    } catch (ServiceConfigurationError e) {
      say("broken entry", text(e));
    }
    return true;
  }

  private AssetProvider provider() throws ReflectiveOperationException {
    return Class.forName(type).asSubclass(AssetProvider.class).getConstructor().newInstance();
  }

  private void construct() throws IOException, ReflectiveOperationException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Begin.now();
    AssetProvider provider = provider();
    String name = provider.name();
    Set<StoreOption> options = provider.options();
    Done.now();
    long start = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      AssetProvider again = provider();
      if (!again.name().equals(name) || !again.options().equals(options)) {
        say("changed", again.name() + " " + again.options());
      }
    }
    say("millis", String.valueOf(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
    tellThreads(before);
  }

  /** The virtual machine's own threads are in another group. */
  private void tellThreads(Set<Thread> before) throws IOException {
    Set<Thread> now = new HashSet<>(Thread.getAllStackTraces().keySet());
    now.removeAll(before);
    ThreadGroup own = Thread.currentThread().getThreadGroup();
    for (Thread thread : now) {
      ThreadGroup group = thread.getThreadGroup();
      if (group != null && own.parentOf(group)) {
        say("thread", thread.getName());
      }
    }
  }

  private void open() throws IOException, ReflectiveOperationException {
    String name = provider().name();
    String prefix = in.readUTF();
    for (int left = in.readInt(); left > 0; left--) {
      StoreSettings settings = new StoreSettings(name, options(), prefix);
      try (AssetStore store = AssetStores.open(settings, Access.READ)) {
        say(OPENED, store.toString());
      } catch (AssetStoreException e) {
        say(e.kind().name(), text(e));
      } catch (PassthroughException e) {
        say(e.kind().name(), text(e));
      } catch (RuntimeException | LinkageError e) {
        say("other", text(e));
      }
    }
  }

  private Map<String, String> options() throws IOException {
    Map<String, String> options = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      options.put(name, in.readUTF());
    }
    return options;
  }

  private static String text(Throwable e) {
    Throwable cause = e.getCause();
    return e + (cause == null ? "" : " (" + text(cause) + ")");
  }

  private void say(String kind, String text) throws IOException {
    out.writeUTF(kind);
    out.writeUTF(text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
  }

  /** Is loaded when the provider's turn comes. */
  private static final class Begin {
    static void now() {}
  }

  /** Is loaded when the provider has had its turn. */
  private static final class Done {
    static void now() {}
  }

  /** A neighbour that cannot be constructed. */
  public static final class Broken implements AssetProvider {

    /** Fails. */
    public Broken() {
      throw new IllegalStateException("this neighbour is broken");
    }

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public Set<StoreOption> options() {
      return Set.of();
    }

    @Override
    public AssetStore open(StoreConfig config) {
      throw new IllegalStateException("this neighbour is broken");
    }
  }
}
