package io.passthrough.core.registry;

import io.passthrough.api.AssetProvider;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The providers on a class path or module path; one that is broken does not hide the others. */
public final class Providers {

  private static final List<String> KNOWN = List.of("fs", "s3", "gcs", "azure", "netstorage");

  private final Map<String, AssetProvider> byName;
  private final List<String> faults;

  private Providers(Map<String, AssetProvider> byName, List<String> faults) {
    this.byName = Collections.unmodifiableMap(byName);
    this.faults = List.copyOf(faults);
  }

  /**
   * Finds the providers that the engine's own class loader sees.
   *
   * @return the providers
   */
  public static Providers find() {
    return find(Providers.class.getClassLoader());
  }

  /**
   * Finds the providers that a class loader sees.
   *
   * @param loader where to look
   * @return the providers
   */
  public static Providers find(ClassLoader loader) {
    Map<String, AssetProvider> byName = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    for (var entries = ServiceLoader.load(AssetProvider.class, loader).stream().iterator(); ; ) {
      try {
        if (!entries.hasNext()) {
          return new Providers(byName, faults);
        }
        AssetProvider provider = entries.next().get();
        byName.putIfAbsent(provider.name(), provider);
      } catch (ServiceConfigurationError | LinkageError e) {
        faults.add(String.valueOf(e.getMessage()));
      }
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
   * @throws PassthroughException when it is not there, naming the artifact to add
   */
  public AssetProvider require(String name) {
    return provider(name).orElseThrow(() -> missing(name));
  }

  /**
   * Returns every name that a configuration may use: of providers that are there, and of the
   * project's own.
   *
   * @return the names
   */
  public List<String> names() {
    List<String> names = new ArrayList<>(byName.keySet());
    KNOWN.stream().filter(name -> !names.contains(name)).forEach(names::add);
    return names;
  }

  /**
   * Returns what was wrong with providers that could not be loaded.
   *
   * @return one sentence each
   */
  public List<String> faults() {
    return faults;
  }

  private PassthroughException missing(String name) {
    String broken = faults.isEmpty() ? "" : "; broken ones: " + String.join(", ", faults);
    String next =
        KNOWN.contains(name)
            ? "add the artifact io.passthrough:passthrough-" + name + " to the class path"
            : "add the jar of the provider to the class path; there are " + byName.keySet();
    return new PassthroughException(
        Kind.INPUT, "There is no provider '" + name + "' on the class path" + broken, next);
  }
}
