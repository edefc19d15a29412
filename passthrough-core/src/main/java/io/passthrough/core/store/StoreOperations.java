package io.passthrough.core.store;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Operations on a store that may take several calls. */
public final class StoreOperations {

  private static final int PUT_TRIES = 3;

  private StoreOperations() {}

  /**
   * Lists every object with a prefix, page by page.
   *
   * @param store the store
   * @param prefix the prefix
   * @return the entries, in the order of their keys
   */
  public static List<Entry> list(AssetStore store, String prefix) {
    List<Entry> entries = new ArrayList<>();
    Optional<Cursor> cursor = Optional.empty();
    do {
      Page page = store.list(prefix, cursor, AssetStore.MAX_PAGE_SIZE);
      entries.addAll(page.entries());
      cursor = page.next();
    } while (cursor.isPresent());
    return entries;
  }

  /**
   * Puts an object if absent, again while it is unknown whether the put was applied: a put of the
   * same bytes that was applied is recognised by the guard's mark.
   *
   * @param store a guarded store
   * @param key the key
   * @param content the bytes
   * @param headers the headers
   * @return the object's version
   * @throws AssetStoreException CONDITION_FAILED when another object is there; OUTCOME_UNKNOWN when
   *     that stays unknown
   */
  public static Version putIfAbsent(
      AssetStore store, AssetKey key, Content content, AssetHeaders headers) {
    for (int tries = 1; ; tries++) {
      try {
        return store.put(key, content, headers, PutCondition.IF_ABSENT);
      } catch (AssetStoreException e) {
        if (e.kind() != Kind.OUTCOME_UNKNOWN || tries == PUT_TRIES) {
          throw e;
        }
      }
    }
  }
}
