package io.passthrough.tck;

import io.passthrough.api.AssetProvider;
import io.passthrough.api.StoreConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * How another Java process, which the kit starts, loads the provider and opens a store that this
 * one may have open as well.
 *
 * @param provider the provider, with a public no-argument constructor
 * @param config what it opens a namespace with, for reading and writing; the kit also opens it for
 *     reading only, with other values, and with options left out
 * @param classPath what the other process needs beyond the class path and module path of this one;
 *     often nothing
 */
public record SecondProcess(
    Class<? extends AssetProvider> provider,
    Function<String, StoreConfig> config,
    List<Path> classPath) {

  /**
   * Checks that nothing is missing.
   *
   * @param provider the provider
   * @param config what it opens a namespace with
   * @param classPath what the other process needs beyond
   */
  public SecondProcess {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(config, "config");
    classPath = List.copyOf(classPath);
  }
}
