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
import io.passthrough.core.store.StoreOperations;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The checkpoints of a store, numbered. Not thread-safe. */
public final class Checkpoints {

  private static final Pattern KEY =
      Pattern.compile("\\.passthrough/checkpoints/([0-9]{12})\\.json\\.zst");

  /** One that cannot be read is as good as none, and many are a sign that none can. */
  private static final int TRIES = 3;

  private final AssetStore store;
  private long highest;

  Checkpoints(AssetStore store) {
    this.store = store;
  }

  /**
   * Reads the newest one that can be read.
   *
   * @return the checkpoint; an empty one when there is none
   * @throws AssetStoreException when the store is down
   */
  public Checkpoint newest() {
    List<Long> numbers = numbers();
    for (long number : numbers.subList(0, Math.min(TRIES, numbers.size()))) {
      Optional<Checkpoint> read = read(number);
      if (read.isPresent()) {
        return read.get();
      }
    }
    return new Checkpoint();
  }

  /** Returns the numbers of those that there are, the highest first. */
  private List<Long> numbers() {
    List<Long> numbers = new ArrayList<>();
    for (Entry entry : StoreOperations.list(store, StoreLayout.CHECKPOINTS)) {
      Matcher matcher = KEY.matcher(entry.key().value());
      if (matcher.matches()) {
        numbers.add(Long.parseLong(matcher.group(1)));
      }
    }
    numbers.sort(Collections.reverseOrder());
    highest = numbers.isEmpty() ? 0 : numbers.get(0);
    return numbers;
  }

  /**
   * Returns when the newest one was put, whether it can be read or not.
   *
   * @return the store's time, or empty when there is none
   * @throws AssetStoreException when the store is down
   */
  public Optional<Instant> newestAt() {
    Optional<Instant> newest = Optional.empty();
    for (Entry entry : StoreOperations.list(store, StoreLayout.CHECKPOINTS)) {
      Matcher matcher = KEY.matcher(entry.key().value());
      if (matcher.matches()) {
        highest = Long.parseLong(matcher.group(1));
        newest = Optional.of(entry.lastModified());
      }
    }
    return newest;
  }

  private Optional<Checkpoint> read(long number) {
    try (AssetReader reader = store.read(key(number), ByteRange.ALL)) {
      return Optional.of(CheckpointCodec.read(reader.body()));
    } catch (IOException | CorruptRecordException | LinkageError e) {
      return Optional.empty(); // what it sums up is read instead
    } catch (AssetStoreException e) {
      if (e.isOutage()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /**
   * Puts one under the number after the newest that was found; when another run has done so, this
   * one is not needed.
   *
   * @param checkpoint what it holds
   * @param at the writer's time
   * @throws AssetStoreException when it cannot be put
   */
  public void put(Checkpoint checkpoint, Instant at) {
    try {
      byte[] bytes = CheckpointCodec.write(checkpoint, at);
      AssetHeaders headers =
          AssetHeaders.of(AssetHeaders.OCTET_STREAM)
              .withCacheControl(CacheControl.PRIVATE.value())
              .withMetadata(StoreLayout.metadata(Sha256.of(bytes)));
      StoreOperations.putIfAbsent(store, key(highest + 1), Content.of(bytes), headers);
    } catch (IOException e) {
      throw new IllegalStateException("What is in memory can always be written", e);
    } catch (LinkageError e) {
      return; // no zstd on this platform: records are read one by one
    } catch (AssetStoreException e) {
      if (e.kind() != AssetStoreException.Kind.CONDITION_FAILED) {
        throw e;
      }
    }
  }

  private static AssetKey key(long number) {
    return AssetKey.of(
        String.format(Locale.ROOT, "%s%012d.json.zst", StoreLayout.CHECKPOINTS, number));
  }
}
