package io.passthrough.core.registry;

import io.passthrough.api.AssetProvider;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The providers on a class path or module path, and in folders; one that is broken does not hide
 * the others. Immutable.
 */
public final class Providers {

  /**
   * The system property that names folders with further providers, separated as in a class path:
   * {@value}. An entry of such a folder is a jar that needs no other, or a folder of jars that
   * belong together; each is loaded apart from the others. Read once in a process.
   */
  public static final String FOLDERS = "passthrough.providers";

  private static final List<String> KNOWN = List.of("fs", "s3", "gcs", "azure", "netstorage");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");

  /** Where the list of services itself cannot be read, a loader fails the same way for ever. */
  private static final int MAX_FAULTS = 100;

  private final Map<String, AssetProvider> byName = new TreeMap<>();
  private final Map<String, String> twice = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private final String folders;

  private Providers(String folders) {
    this.folders = folders;
  }

  /**
   * Finds the providers that the engine's own class loader sees, and those in the {@link #FOLDERS}.
   *
   * @return the providers
   */
  public static Providers find() {
    return find(System.getProperty(FOLDERS, ""));
  }

  static Providers find(String folders) {
    Providers providers = new Providers(folders);
    providers.takeAll(Providers.class.getClassLoader(), type -> true, "");
    ProviderFolders read = ProviderFolders.of(folders);
    providers.faults.addAll(read.faults());
    read.loaders().forEach(providers::takeFrom);
    return providers;
  }

  /**
   * Finds the providers that a class loader sees.
   *
   * @param loader where to look
   * @return the providers
   */
  public static Providers find(ClassLoader loader) {
    Providers providers = new Providers("");
    providers.takeAll(loader, type -> true, "");
    return providers;
  }

  /** Takes what an entry of a folder adds; it sees the engine's own providers as well. */
  private void takeFrom(Path entry, ClassLoader loader) {
    takeAll(loader, type -> loader.equals(type.getClassLoader()), "in '" + entry + "': ");
  }

  private void takeAll(ClassLoader loader, Predicate<Class<?>> wanted, String where) {
    Iterator<ServiceLoader.Provider<AssetProvider>> entries =
        ServiceLoader.load(AssetProvider.class, loader).stream().iterator();
    int most = faults.size() + MAX_FAULTS;
    boolean more = true;
    while (more && faults.size() < most) {
      more = take(entries, wanted, where);
    }
  }

  /**
   * Makes a registry of providers at hand.
   *
   * @param providers the providers
   * @return the registry
   */
  public static Providers of(AssetProvider... providers) {
    Providers registry = new Providers("");
    for (AssetProvider each : providers) {
      registry.add(each);
    }
    return registry;
  }

  /** Takes the next provider, or notes what is wrong with it; false when there is none. */
  private boolean take(
      Iterator<ServiceLoader.Provider<AssetProvider>> entries,
      Predicate<Class<?>> wanted,
      String where) {
    try {
      if (!entries.hasNext()) {
        return false;
      }
      ServiceLoader.Provider<AssetProvider> entry = entries.next();
      if (wanted.test(entry.type())) {
        add(entry.get());
      }
    } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
      faults.add(where + fault(e));
    }
    return true;
  }

  private static String fault(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null ? e.toString() : e.getMessage() + " (" + fault(cause) + ")";
  }

  private void add(AssetProvider provider) {
    String name = provider.name();
    String type = provider.getClass().getName();
    if (!NAME.matcher(name).matches()) {
      faults.add(type + ": the name '" + name + "' is not lower-case letters and digits");
      return;
    }
    AssetProvider other = byName.putIfAbsent(name, provider);
    if (other != null) {
      twice.put(name, other.getClass().getName() + " and " + type);
    }
  }

  /**
   * Finds a provider.
   *
   * @param name its name
   * @return the provider, or empty when it is not there
   */
  public Optional<AssetProvider> provider(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * Returns a provider.
   *
   * @param name its name
   * @return the provider
   * @throws PassthroughException when it is not there, naming the artifact to add, or when two have
   *     the name
   */
  public AssetProvider require(String name) {
    if (twice.containsKey(name)) {
      throw new PassthroughException(
          Kind.INPUT,
          "Two providers have the name '" + name + "': " + twice.get(name),
          "take one of the two jars away");
    }
    return provider(name).orElseThrow(() -> missing(name));
  }

  /**
   * Returns every name that a configuration may use: of providers that are there, and of the
   * project's own.
   *
   * @return the names, in order
   */
  public List<String> names() {
    TreeSet<String> names = new TreeSet<>(KNOWN);
    names.addAll(byName.keySet());
    return List.copyOf(names);
  }

  /**
   * Returns what was wrong with providers that could not be loaded.
   *
   * @return one sentence each
   */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  private PassthroughException missing(String name) {
    String where = folders.isEmpty() ? "" : " or in '" + folders + "'";
    String broken = faults.isEmpty() ? "" : "; broken: " + String.join("; ", faults);
    String next =
        KNOWN.contains(name)
            ? "add the artifact io.passthrough:passthrough-" + name
            : "add the jar of the provider; there are " + byName.keySet();
    return new PassthroughException(
        Kind.INPUT, "There is no provider '" + name + "' on the class path" + where + broken, next);
  }
}
