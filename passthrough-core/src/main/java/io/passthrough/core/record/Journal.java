package io.passthrough.core.record;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.Entry;
import io.passthrough.core.store.StoreOperations;
import java.time.Instant;

/**
 * An append-only log of what was done, by whose next number a reader sees with one call whether
 * there is news. It is a hint: a writer may be killed before it adds to it. Not thread-safe.
 */
public final class Journal {

  private final AssetStore store;
  private final RecordStore records;
  private long next = 1;

  /**
   * Makes a reader and writer.
   *
   * @param store the store, which the caller closes
   */
  public Journal(AssetStore store) {
    this.store = store;
    this.records = new RecordStore(store);
  }

  /**
   * Goes to the end, by a list.
   *
   * @throws AssetStoreException when it cannot be listed
   */
  public void seek() {
    long highest = 0;
    for (Entry entry : StoreOperations.list(store, StoreLayout.JOURNAL)) {
      long number = JournalName.parse(entry.key().value()).map(JournalName::number).orElse(0L);
      highest = Math.max(highest, number);
    }
    next = highest + 1;
  }

  /**
   * Goes on to the end, by one call for each entry and one.
   *
   * @return whether there is anything that was not there before
   * @throws AssetStoreException when the store cannot be asked
   */
  public boolean advance() {
    long before = next;
    while (store.stat(new JournalName(next).key()).isPresent()) {
      next++;
    }
    return next > before;
  }

  /**
   * Adds an entry at the end.
   *
   * @param entry what was done
   * @param at the writer's time
   * @throws AssetStoreException when it cannot be put
   */
  public void add(JournalEntry entry, Instant at) {
    seek();
    while (!records.putIfAbsent(new JournalName(next), entry, at)) {
      next++;
    }
    next++;
  }
}
