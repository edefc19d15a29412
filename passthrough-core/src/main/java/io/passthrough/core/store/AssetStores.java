package io.passthrough.core.store;

import io.passthrough.api.Access;
import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.config.Configurations;
import io.passthrough.core.registry.OptionCheck;
import io.passthrough.core.registry.Providers;
import io.passthrough.core.registry.StoreSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Opens stores, guarded: arguments, capabilities and closed state are checked in one place. */
public final class AssetStores {

  /**
   * The options of providers whose servers are asked what they can do: {@code none} asks nothing.
   */
  private static final List<String> PROBED = List.of("conditional_writes", "strong_consistency");

  private AssetStores() {}

  /**
   * Opens the store that a configuration file names, for reading and writing.
   *
   * @param yaml the configuration file
   * @return the open store, which the caller closes
   * @throws PassthroughException when the file is wrong, names no store, or its provider is not on
   *     the class path (the message names the artifact to add)
   * @throws AssetStoreException when the store cannot be opened
   */
  public static AssetStore open(Path yaml) {
    StoreSettings settings = Configurations.load(yaml, System.getenv()).requireStore();
    return open(settings, Access.WRITE);
  }

  /**
   * Opens a store of a provider, for reading and writing.
   *
   * @param provider the provider's name, such as {@code s3}
   * @param options its options, with {@code key} for the prefix; relative paths start from the
   *     current directory
   * @return the open store, which the caller closes
   * @throws PassthroughException when an option is wrong or the provider is not on the class path
   *     (the message names the artifact to add)
   * @throws AssetStoreException when the store cannot be opened
   */
  public static AssetStore open(String provider, Map<String, String> options) {
    Map<String, String> own = new HashMap<>(options);
    String key = own.remove(OptionCheck.PREFIX);
    String prefix = key == null ? "" : OptionCheck.prefix(key);
    return open(new StoreSettings(provider, own, prefix), Access.WRITE);
  }

  /**
   * Opens a store as a configuration names it.
   *
   * @param settings which store
   * @param access what it will be used for
   * @return the open store, which the caller closes
   * @throws PassthroughException when an option is wrong or the provider is not on the class path
   *     (the message names the artifact to add)
   * @throws AssetStoreException when the store cannot be opened
   */
  public static AssetStore open(StoreSettings settings, Access access) {
    return open(Providers.find(), settings, access);
  }

  /**
   * Opens a store for reading, or puts that off when it is down for now.
   *
   * @param settings which store
   * @return the store, which the caller closes
   * @throws PassthroughException when an option is wrong or the provider is not on the class path
   * @throws AssetStoreException when it can never be opened with these settings
   */
  public static LateStore openLater(StoreSettings settings) {
    return LateStore.open(settings);
  }

  /**
   * Opens a store for puts that replace alone: its server is not asked what it can do, so the store
   * says that it can do nothing else.
   *
   * @param settings which store
   * @return the open store, which the caller closes
   * @throws PassthroughException when an option is wrong or the provider is not on the class path
   * @throws AssetStoreException when the store cannot be opened
   */
  public static AssetStore openUnprobed(StoreSettings settings) {
    Providers providers = Providers.find();
    AssetProvider provider = providers.require(settings.provider());
    Map<String, String> options = new HashMap<>(settings.options());
    PROBED.stream()
        .filter(name -> OptionCheck.option(provider, name).isPresent())
        .forEach(name -> options.put(name, "none"));
    return open(
        providers, new StoreSettings(provider.name(), options, settings.prefix()), Access.WRITE);
  }

  static AssetStore open(Providers providers, StoreSettings settings, Access access) {
    AssetProvider provider = providers.require(settings.provider());
    OptionCheck.check(provider, settings.options());
    String prefix = OptionCheck.prefix(settings.prefix());
    StoreConfig config = new StoreConfig(absolute(provider, settings.options()), prefix, access);
    return new GuardedStore(provider.open(config), access, prefix);
  }

  private static Map<String, String> absolute(AssetProvider provider, Map<String, String> options) {
    Map<String, String> absolute = new HashMap<>(options);
    for (StoreOption option : provider.options()) {
      if (option.type() == StoreOption.Type.PATH) {
        absolute.computeIfPresent(
            option.name(), (name, path) -> Path.of(path).toAbsolutePath().normalize().toString());
      }
    }
    return absolute;
  }

  /**
   * Guards a store that was opened by hand, such as the one in memory.
   *
   * @param store the store, which the guard closes
   * @return the guarded store
   */
  public static AssetStore guarded(AssetStore store) {
    return new GuardedStore(store, Access.WRITE, "");
  }
}
