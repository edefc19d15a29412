package io.passthrough.core.record;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Entry;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.store.StoreOperations;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Reads and writes records, which never change, but for leases. A corrupt one is a {@link
 * PassthroughException} of kind IO that names its key. Thread-safe.
 */
public final class RecordStore {

  private static final int MAX_BYTES = 64 << 20;

  /** The most JSON that is read at once: in memory it is several times as large. */
  private static final int MOST_IN_MEMORY = 4 << 20;

  private final Semaphore room = new Semaphore(MOST_IN_MEMORY);
  private final AssetStore store;
  private final Clock clock;
  private final Map<RecordName<?>, Version> versions = new ConcurrentHashMap<>();

  /**
   * Makes a reader and writer.
   *
   * @param store the store, which the caller closes
   */
  public RecordStore(AssetStore store) {
    this(store, Clock.systemUTC());
  }

  /**
   * Makes a reader and writer with a clock of its own.
   *
   * @param store the store, which the caller closes
   * @param clock tells which times have not come
   */
  public RecordStore(AssetStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Returns the time.
   *
   * @return what the clock shows
   */
  public Instant now() {
    return clock.instant();
  }

  /**
   * Returns what sums these records up.
   *
   * @return the checkpoints, which were not looked at yet
   */
  public Checkpoints checkpoints() {
    return new Checkpoints(store);
  }

  /**
   * Names every record of the releases and activations that counts, by one list of each folder and
   * one of what was set aside.
   *
   * @return the names; of other objects there are none
   */
  public RecordListing list() {
    Map<RecordName<?>, Instant> names = new LinkedHashMap<>();
    for (String folder : List.of(StoreLayout.RELEASES, StoreLayout.ACTIVATIONS)) {
      for (Entry entry : StoreOperations.list(store, folder)) {
        RecordName.parse(entry.key()).ifPresent(name -> names.put(name, entry.lastModified()));
      }
    }
    Map<ForgottenName, Instant> forgotten = new LinkedHashMap<>();
    for (Entry entry : StoreOperations.list(store, StoreLayout.FORGOTTEN)) {
      ForgottenName.parse(entry.key().value())
          .ifPresent(name -> forgotten.put(name, entry.lastModified()));
    }
    return RecordListing.of(names, forgotten);
  }

  /**
   * Names the records of a release, set aside or not.
   *
   * @param release the release
   * @return the names, in the order of their keys
   */
  public List<RecordName<?>> names(ReleaseName release) {
    return StoreOperations.list(store, StoreLayout.RELEASES + release + "/").stream()
        .<RecordName<?>>flatMap(entry -> RecordName.parse(entry.key()).stream())
        .toList();
  }

  /**
   * Names all leases, by one list.
   *
   * @return those that there are, whether they count or not
   */
  public List<LeaseName> leases() {
    return StoreOperations.list(store, StoreLayout.LEASES).stream()
        .flatMap(entry -> LeaseName.parse(entry.key().value()).stream())
        .toList();
  }

  /**
   * Names the plans of all prunes, by one list.
   *
   * @return the plans, and which of them have ended
   */
  public PlanListing plans() {
    return PlanListing.of(StoreOperations.list(store, StoreLayout.PLANS));
  }

  /**
   * Names all pins, by one list.
   *
   * @return each with when it was put, by the store's clock, whether it counts or not
   */
  public Map<PinName, Instant> pins() {
    Map<PinName, Instant> pins = new LinkedHashMap<>();
    for (Entry entry : StoreOperations.list(store, StoreLayout.PINS)) {
      PinName.parse(entry.key().value()).ifPresent(name -> pins.put(name, entry.lastModified()));
    }
    return pins;
  }

  /**
   * Returns whether a record is there, whether it can be read or not.
   *
   * @param name which one
   * @return whether the store has it
   */
  public boolean has(RecordName<?> name) {
    return store.stat(name.key()).isPresent();
  }

  /**
   * Returns when a record was put.
   *
   * @param name which one
   * @return the store's time, or empty when there is no such record
   */
  public Optional<Instant> putAt(RecordName<?> name) {
    return store.stat(name.key()).map(AssetInfo::lastModified);
  }

  /**
   * Reads a record.
   *
   * @param name which one
   * @param <T> its value
   * @return the value
   * @throws PassthroughException when it is corrupt
   * @throws AssetStoreException when the store cannot be read; NOT_FOUND when there is no such
   *     record
   */
  public <T> T read(RecordName<T> name) {
    return readStored(name).value();
  }

  /**
   * Reads a record, with when it was made.
   *
   * @param name which one
   * @param <T> its value
   * @return the record
   * @throws PassthroughException when it is corrupt
   * @throws AssetStoreException when the store cannot be read; NOT_FOUND when there is no such
   *     record
   */
  public <T> StoredRecord<T> readStored(RecordName<T> name) {
    AssetKey key = name.key();
    try (AssetReader reader = store.read(key, ByteRange.ALL)) {
      return read(name, reader);
    } catch (CorruptRecordException e) {
      throw new PassthroughException(
          PassthroughException.Kind.IO,
          "Corrupt record: " + e.getMessage() + ", '" + key + "' in " + store,
          "restore it from a backup, or set it aside: passthrough forget " + key,
          e);
    } catch (IOException e) {
      throw brokenOff(key, e);
    }
  }

  private <T> StoredRecord<T> read(RecordName<T> name, AssetReader reader) throws IOException {
    int permits = (int) Math.min(reader.info().size(), MOST_IN_MEMORY);
    room.acquireUninterruptibly(permits);
    try {
      Fields fields = RecordJson.read(bytes(reader));
      RecordTime time = new RecordTime(fields.instant("at"), reader.info().lastModified());
      T value = name.codec().read(fields, time.at(now()));
      versions.put(name, reader.info().version());
      return new StoredRecord<>(name, value, time);
    } finally {
      room.release(permits);
    }
  }

  private static byte[] bytes(AssetReader reader) throws IOException {
    if (reader.info().size() > MAX_BYTES) {
      throw new CorruptRecordException("it has more than " + MAX_BYTES + " bytes");
    }
    return reader.body().readAllBytes();
  }

  /**
   * Returns whether a record that was read or put here is there still, however large it is.
   *
   * @param name which one
   * @return whether it has the version that it had; false when it is not known here
   * @throws AssetStoreException when the store cannot be asked
   */
  public boolean isAsKnown(RecordName<?> name) {
    Version known = versions.get(name);
    return known != null
        && store.stat(name.key()).map(AssetInfo::version).filter(known::equals).isPresent();
  }

  private AssetStoreException brokenOff(AssetKey key, IOException cause) {
    return AssetStoreException.of(AssetStoreException.Kind.UNAVAILABLE, "read", store.toString())
        .key(key)
        .cause(cause)
        .because("the body ended early (" + cause.getMessage() + ")");
  }

  /**
   * Puts a record, unless one is there.
   *
   * @param name which one
   * @param value its value
   * @param at the writer's time
   * @param <T> its value
   * @return false when one is there
   * @throws PassthroughException when the record would be too large
   */
  public <T> boolean putIfAbsent(RecordName<T> name, T value, Instant at) {
    return put(name, bytes(name, value, at), StoreOperations::putIfAbsent);
  }

  /**
   * Puts a record, unless one is there, by one request: one that takes effect late must not meet
   * another one that is sent after it.
   *
   * @param name which one
   * @param value its value
   * @param at the writer's time
   * @param <T> its value
   * @return false when one is there
   * @throws PassthroughException when the record would be too large
   * @throws AssetStoreException OUTCOME_UNKNOWN when it may take effect yet
   */
  public <T> boolean putOnce(RecordName<T> name, T value, Instant at) {
    return put(
        name,
        bytes(name, value, at),
        (to, key, content, headers) -> to.put(key, content, headers, PutCondition.IF_ABSENT));
  }

  private interface ConditionalPut {
    Version put(AssetStore store, AssetKey key, Content content, AssetHeaders headers);
  }

  private boolean put(RecordName<?> name, byte[] bytes, ConditionalPut how) {
    if (bytes.length > MAX_BYTES) {
      throw tooLarge(name.key());
    }
    try {
      versions.put(name, how.put(store, name.key(), Content.of(bytes), headers(bytes)));
      return true;
    } catch (AssetStoreException e) {
      if (e.kind() == AssetStoreException.Kind.CONDITION_FAILED) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Puts a lease, whether one is there or not: the only record that is ever overwritten, and only
   * by its owner.
   *
   * @param name the owner's
   * @param lease its value
   * @param at the writer's time
   * @return the object's version
   * @throws AssetStoreException when it cannot be put, or that is unknown
   */
  public Version overwrite(LeaseName name, Lease lease, Instant at) {
    byte[] bytes = bytes(name, lease, at);
    return store.put(name.key(), Content.of(bytes), headers(bytes), PutCondition.ALWAYS);
  }

  private static <T> byte[] bytes(RecordName<T> name, T value, Instant at) {
    return RecordJson.write(at, node -> name.codec().write(value, node));
  }

  private static AssetHeaders headers(byte[] bytes) {
    return AssetHeaders.of("application/json")
        .withCacheControl(CacheControl.PRIVATE.value())
        .withMetadata(StoreLayout.metadata(Sha256.of(bytes)));
  }

  private PassthroughException tooLarge(AssetKey key) {
    return new PassthroughException(
        PassthroughException.Kind.INPUT,
        "Cannot put: the record would have more than "
            + MAX_BYTES
            + " bytes, '"
            + key
            + "' in "
            + store,
        "publish fewer files");
  }
}
