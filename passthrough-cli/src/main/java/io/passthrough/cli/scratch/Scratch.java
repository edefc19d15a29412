package io.passthrough.cli.scratch;

import io.passthrough.api.Access;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Entry;
import io.passthrough.core.registry.StoreSettings;
import io.passthrough.core.store.AssetStores;
import io.passthrough.core.store.StoreOperations;
import java.util.List;
import java.util.UUID;

/** A place in a store in which commands try things: nothing that a release needs lies there. */
public final class Scratch {

  /** What the keys of every scratch place begin with. */
  public static final String FOLDER = ".passthrough/scratch/";

  private static final int MAX_ROUNDS = 50;
  private static final int ID_LENGTH = 8;

  private final StoreSettings settings;
  private final String name;

  private Scratch(StoreSettings settings, String name) {
    this.settings = settings;
    this.name = name;
  }

  /**
   * Chooses a place that nobody else uses; touches nothing.
   *
   * @param settings the store
   * @return the place
   */
  public static Scratch in(StoreSettings settings) {
    String id = UUID.randomUUID().toString().substring(0, ID_LENGTH);
    return new Scratch(settings, FOLDER + id);
  }

  /**
   * Returns what the keys of this place begin with.
   *
   * @return a prefix of keys, without a slash at its end
   */
  public String name() {
    return name;
  }

  /**
   * Makes the prefix of a store that lies in this place.
   *
   * @param namespace one segment
   * @return the store's own prefix, this place and the segment
   */
  public String prefix(String namespace) {
    return place() + "/" + namespace;
  }

  private String place() {
    return settings.prefix().isEmpty() ? name : settings.prefix() + "/" + name;
  }

  /**
   * Deletes all that lies in this place.
   *
   * @throws io.passthrough.api.AssetStoreException when something cannot be deleted
   */
  public void clear() {
    StoreSettings own = new StoreSettings(settings.provider(), settings.options(), place());
    try (AssetStore store = AssetStores.open(own, Access.WRITE)) {
      for (int round = 0; round < MAX_ROUNDS; round++) {
        List<AssetKey> keys = StoreOperations.list(store, "").stream().map(Entry::key).toList();
        if (keys.isEmpty()) {
          return;
        }
        store
            .delete(keys)
            .values()
            .forEach(
                failure -> {
                  throw failure;
                });
      }
    }
  }
}
