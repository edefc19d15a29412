package io.passthrough.core.record;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Entry;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.store.StoreOperations;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where it is recorded which keys prunes have deleted: numbered objects, of which the highest has
 * all. No release needs it, so it does not keep anybody from reading the others.
 */
public final class DeletionRecords {

  private static final Pattern KEY =
      Pattern.compile("\\.passthrough/deleted/([0-9]{12})\\.json\\.gz");

  /** As often as so many other prunes take the next number, one after the other. */
  private static final int TRIES = 5;

  private final AssetStore store;

  /**
   * Makes a reader and writer.
   *
   * @param store the store, which the caller closes
   */
  public DeletionRecords(AssetStore store) {
    this.store = store;
  }

  /**
   * Reads what was deleted.
   *
   * @return what the highest record names; none without one
   * @throws PassthroughException when it is corrupt, or others are faster again and again
   * @throws AssetStoreException when it cannot be read
   */
  public DeletedKeys read() {
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<DeletedKeys> latest = latest(numbers());
      if (latest.isPresent()) {
        return latest.get();
      }
    }
    throw overtaken();
  }

  /**
   * Replaces what is recorded: puts the next number, then deletes those before.
   *
   * @param change makes the new of the old
   * @param at the writer's time
   * @throws PassthroughException when the old is corrupt, or others are faster again and again
   * @throws AssetStoreException when the store fails
   */
  public void update(UnaryOperator<DeletedKeys> change, Instant at) {
    for (int tries = 0; tries < TRIES; tries++) {
      List<Long> numbers = numbers();
      long next = numbers.isEmpty() ? 1 : last(numbers) + 1;
      Optional<DeletedKeys> before = latest(numbers);
      if (before.isPresent() && put(key(next), change.apply(before.get()), at) && isLast(next)) {
        var unused = store.delete(numbers.stream().map(DeletionRecords::key).toList());
        return;
      }
    }
    throw overtaken();
  }

  /** Others may have gone beyond a number while it was put, and have deleted those before. */
  private boolean isLast(long number) {
    return last(numbers()) == number;
  }

  private static PassthroughException overtaken() {
    return new PassthroughException(
        PassthroughException.Kind.CONFLICT,
        "Other prunes record anew what is deleted, again and again",
        "run it again when they have ended");
  }

  /** Reads the last one; empty when another prune has put a higher one since, and deleted it. */
  private Optional<DeletedKeys> latest(List<Long> numbers) {
    try {
      return Optional.of(numbers.isEmpty() ? DeletedKeys.NONE : read(key(last(numbers))));
    } catch (AssetStoreException e) {
      if (e.kind() == AssetStoreException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static long last(List<Long> numbers) {
    return numbers.get(numbers.size() - 1);
  }

  private List<Long> numbers() {
    List<Long> numbers = new ArrayList<>();
    for (Entry entry : StoreOperations.list(store, StoreLayout.DELETED)) {
      Matcher matcher = KEY.matcher(entry.key().value());
      if (matcher.matches()) {
        numbers.add(Long.parseLong(matcher.group(1)));
      }
    }
    return numbers;
  }

  private DeletedKeys read(AssetKey key) {
    try (AssetReader reader = store.read(key, ByteRange.ALL)) {
      return DeletedKeysCodec.read(reader.body());
    } catch (IOException | CorruptRecordException e) {
      throw new PassthroughException(
          PassthroughException.Kind.IO,
          "Corrupt record: " + e.getMessage() + ", '" + key + "' in " + store,
          "restore it from a backup, or delete it: a name that was deleted within a year is then"
              + " taken with any bytes",
          e);
    }
  }

  private boolean put(AssetKey key, DeletedKeys keys, Instant at) {
    try {
      byte[] bytes = DeletedKeysCodec.write(keys, at);
      AssetHeaders headers =
          AssetHeaders.of(AssetHeaders.OCTET_STREAM)
              .withCacheControl(CacheControl.PRIVATE.value())
              .withMetadata(StoreLayout.metadata(Sha256.of(bytes)));
      StoreOperations.putIfAbsent(store, key, Content.of(bytes), headers);
      return true;
    } catch (IOException e) {
      throw new IllegalStateException("What is in memory can always be written", e);
    } catch (AssetStoreException e) {
      if (e.kind() == AssetStoreException.Kind.CONDITION_FAILED) {
        return false;
      }
      throw e;
    }
  }

  private static AssetKey key(long number) {
    return AssetKey.of(String.format(Locale.ROOT, "%s%012d.json.gz", StoreLayout.DELETED, number));
  }
}
