package io.passthrough.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.cli.scratch.Scratch;
import io.passthrough.core.store.StoreOperations;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What publish and prune do with a store, tried on one object that goes again. */
final class WriteChecks {

  static final String PUT = "put";
  static final String READ_BACK = "read back";
  static final String CREATE = "create if absent";
  static final String DELETE = "delete";
  static final String CLOCK = "clock";

  private static final String LIST_AFTER = "list after put";
  private static final Duration MAX_SKEW = Duration.ofSeconds(10);
  private static final AssetHeaders HEADERS =
      AssetHeaders.of("text/plain").withCacheControl("no-store");
  private static final byte[] BODY = "Made by passthrough doctor.\n".getBytes(UTF_8);
  private static final String PROBE = "see what 'passthrough probe' says of the store";

  /** Where the object lies that cannot be deleted: there is never a second one. */
  private static final AssetKey FIXED = AssetKey.of(Scratch.FOLDER + "doctor");

  private final AssetStore store;
  private final Notes notes;
  private final Optional<AssetStoreException> undeletable;
  private final AssetKey key;

  /**
   * Makes the checks.
   *
   * @param store opened for writing
   * @param absent a key that nothing has, for the object
   */
  WriteChecks(AssetStore store, AssetKey absent, Notes notes) {
    this.store = store;
    this.notes = notes;
    this.undeletable = refusal(absent);
    this.key = undeletable.isEmpty() ? absent : FIXED;
  }

  private Optional<AssetStoreException> refusal(AssetKey any) {
    try {
      return store.delete(List.of(any)).values().stream().findFirst();
    } catch (AssetStoreException e) {
      return Optional.of(e);
    }
  }

  void run() {
    Instant before = Instant.now();
    notes.step(PUT, () -> put(before));
    notes.step(DELETE, this::delete);
  }

  private void put(Instant before) {
    Version version = store.put(key, Content.of(BODY), HEADERS, PutCondition.ALWAYS);
    notes.ok(PUT, "an object of " + BODY.length + " bytes");
    Instant after = Instant.now();
    notes.step(READ_BACK, this::readBack);
    notes.step(CREATE, this::create);
    notes.step(LIST_AFTER, () -> listAfter(version));
    notes.step(CLOCK, () -> clock(before, after));
  }

  private void readBack() {
    try (AssetReader reader = store.read(key, ByteRange.ALL)) {
      boolean same = Arrays.equals(reader.body().readAllBytes(), BODY);
      boolean headers = reader.info().headers().equals(HEADERS);
      if (same && headers) {
        notes.ok(READ_BACK, "the same bytes and headers");
      } else {
        notes.wrong(READ_BACK, same ? "other headers came back" : "other bytes came back", PROBE);
      }
    } catch (IOException e) {
      notes.failed(READ_BACK, "The connection was closed early: " + e.getMessage(), "run it again");
    }
  }

  private void create() {
    if (!store.capabilities().contains(Capability.CREATE_IF_ABSENT)) {
      notes.warning(
          CREATE,
          "The store cannot do it, so publish and activate will be refused",
          "use a store that can");
      return;
    }
    try {
      store.put(key, Content.of(BODY), HEADERS, PutCondition.IF_ABSENT);
      notes.wrong(CREATE, "An object that was there was replaced", PROBE);
    } catch (AssetStoreException e) {
      if (e.kind() != Kind.CONDITION_FAILED) {
        throw e;
      }
      notes.ok(CREATE, "an object that is there stays");
    }
  }

  private void listAfter(Version version) {
    boolean seen =
        StoreOperations.list(store, key.value()).stream()
            .anyMatch(entry -> entry.key().equals(key) && entry.version().equals(version));
    if (seen) {
      notes.ok(LIST_AFTER, "the object is there, with its version");
    } else if (store.capabilities().contains(Capability.STRONG_CONSISTENCY)) {
      notes.wrong(LIST_AFTER, "The object is not listed, or with another version", PROBE);
    } else {
      notes.warning(
          LIST_AFTER, "The object is not listed yet", "expect hosts to see a release later");
    }
  }

  private void clock(Instant before, Instant after) {
    Optional<Instant> stored = store.stat(key).map(AssetInfo::lastModified);
    if (stored.isEmpty()) {
      notes.wrong(CLOCK, "The object that was put is not there", PROBE);
      return;
    }
    Duration ahead = Duration.between(after, stored.get());
    Duration behind = Duration.between(stored.get(), before);
    Duration skew = ahead.compareTo(behind) > 0 ? ahead : behind;
    if (skew.compareTo(MAX_SKEW) <= 0) {
      notes.ok(CLOCK, "the store's and this machine's agree");
    } else {
      notes.warning(
          CLOCK,
          "The store is %d s %s"
              .formatted(skew.toSeconds(), skew.equals(ahead) ? "ahead" : "behind"),
          "let this machine's clock follow a time server");
    }
  }

  private void delete() {
    if (undeletable.isPresent()) {
      notes.failure(DELETE, undeletable.get());
      if (notes.fine(PUT)) {
        notes.info(DELETE, "Left behind: '" + key + "'", "");
      }
      return;
    }
    refusal(key)
        .ifPresent(
            failure -> {
              throw failure;
            });
    if (store.stat(key).isPresent()) {
      notes.wrong(DELETE, "The object is still there, '" + key + "'", PROBE);
    } else {
      notes.ok(DELETE, notes.fine(PUT) ? "the object is gone" : "tried on an absent object");
    }
  }
}
