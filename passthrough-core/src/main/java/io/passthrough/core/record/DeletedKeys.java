package io.passthrough.core.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.Sha256;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The immutable keys that prunes have deleted within a year, and which bytes they had: browsers and
 * CDNs may hold those for so long. Keys and bytes are known by 64 bits of their SHA-256, so that
 * hundreds of thousands fit into a small record; one in billions of publishes finds a key here that
 * was never deleted. Immutable.
 */
public final class DeletedKeys {

  /** How long browsers keep what is immutable. */
  private static final int DAYS = 365;

  /** So many at most: of more, those that went first are dropped. */
  private static final int MOST = 500_000;

  /** None. */
  public static final DeletedKeys NONE = new DeletedKeys(List.of());

  private static final Comparator<Entry> BY_KEY = Comparator.comparingLong(Entry::key);

  private final List<Entry> entries;

  /**
   * A key that was deleted.
   *
   * @param key 64 bits of the hash of its name
   * @param content 64 bits of the hash of its bytes
   * @param day when it was last deleted, in days since 1970
   */
  record Entry(long key, long content, int day) {}

  private DeletedKeys(Collection<Entry> entries) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(BY_KEY);
    this.entries = Collections.unmodifiableList(sorted);
  }

  /** Makes one of what a record names. */
  static DeletedKeys of(Collection<Entry> entries) {
    return new DeletedKeys(entries);
  }

  List<Entry> entries() {
    return entries;
  }

  /**
   * Returns these and some more, without those that went more than a year ago.
   *
   * @param deleted which bytes each key has that is about to be deleted
   * @param day today, by the store's clock
   * @return the union; of a key that was deleted before, the new bytes
   */
  public DeletedKeys and(Map<AssetKey, Sha256> deleted, LocalDate day) {
    int today = (int) day.toEpochDay();
    Map<Long, Entry> all = new HashMap<>();
    entries.stream()
        .filter(entry -> today - entry.day() <= DAYS)
        .forEach(entry -> all.put(entry.key(), entry));
    deleted.forEach(
        (key, sha256) -> {
          long hash = hash(key);
          all.put(hash, new Entry(hash, bits(sha256), today));
        });
    if (all.size() <= MOST) {
      return new DeletedKeys(all.values());
    }
    return new DeletedKeys(
        all.values().stream()
            .sorted(Comparator.comparingInt(Entry::day).reversed())
            .limit(MOST)
            .toList());
  }

  /**
   * Returns when a key went that had other bytes.
   *
   * @param key the key
   * @param sha256 the bytes that it is to have now
   * @param today the day on which that is asked
   * @return the day; empty when it was not deleted within a year, or had these bytes
   */
  public Optional<LocalDate> withOtherBytes(AssetKey key, Sha256 sha256, LocalDate today) {
    return find(key, today)
        .filter(entry -> entry.content() != bits(sha256))
        .map(entry -> LocalDate.ofEpochDay(entry.day()));
  }

  /**
   * Returns whether a key was deleted that had the same bytes.
   *
   * @param key the key
   * @param sha256 the bytes that it is to have now
   * @param today the day on which that is asked
   * @return whether it was deleted within a year, with these bytes
   */
  public boolean hadSame(AssetKey key, Sha256 sha256, LocalDate today) {
    return find(key, today).filter(entry -> entry.content() == bits(sha256)).isPresent();
  }

  private Optional<Entry> find(AssetKey key, LocalDate today) {
    int index = Collections.binarySearch(entries, new Entry(hash(key), 0, 0), BY_KEY);
    return index < 0
        ? Optional.empty()
        : Optional.of(entries.get(index)).filter(entry -> today.toEpochDay() - entry.day() <= DAYS);
  }

  private static long hash(AssetKey key) {
    return bits(Sha256.of(key.value().getBytes(UTF_8)));
  }

  private static long bits(Sha256 sha256) {
    return Long.parseUnsignedLong(sha256.hex(), 0, 16, 16);
  }
}
