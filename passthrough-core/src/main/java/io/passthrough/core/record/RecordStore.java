package io.passthrough.core.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PassthroughException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Reads and writes records, which never change. A corrupt one is a {@link PassthroughException} of
 * kind IO that names its key. Thread-safe.
 */
public final class RecordStore {

  private static final int MAX_BYTES = 64 << 20;
  private static final int PUT_TRIES = 3;

  private final AssetStore store;

  /**
   * Makes a reader and writer.
   *
   * @param store the store, which the caller closes
   */
  public RecordStore(AssetStore store) {
    this.store = store;
  }

  /**
   * Lists every object of a folder.
   *
   * @param prefix the folder's key and a {@code /}
   * @return the entries, in the order of their keys
   */
  public List<Entry> list(String prefix) {
    return list(store, prefix);
  }

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
   * Names every record of the releases and activations, by one list of each folder.
   *
   * @return when each was put, by the store's clock; other objects there are none of ours
   */
  public Map<RecordName, Instant> names() {
    Map<RecordName, Instant> names = new LinkedHashMap<>();
    for (String folder : List.of(StoreLayout.RELEASES, StoreLayout.ACTIVATIONS)) {
      for (Entry entry : list(folder)) {
        RecordName.parse(entry.key()).ifPresent(name -> names.put(name, entry.lastModified()));
      }
    }
    return names;
  }

  /**
   * Reads a manifest.
   *
   * @param name which one
   * @return the manifest
   */
  public ReleaseManifest manifest(RecordName.ManifestName name) {
    return read(name, (fields, at) -> manifest(name.release(), fields));
  }

  private static ReleaseManifest manifest(ReleaseName release, Fields fields) {
    ReleaseManifest manifest = ManifestJson.read(fields);
    if (!manifest.release().equals(release)) {
      throw new CorruptRecordException("it is of release '" + manifest.release() + "'");
    }
    return manifest;
  }

  /**
   * Reads an outcome.
   *
   * @param name which one
   * @return the outcome
   */
  public Outcome outcome(RecordName.OutcomeName name) {
    return read(name, OutcomeJson::read);
  }

  /**
   * Reads an activation.
   *
   * @param name which one
   * @return the activation
   */
  public Activation activation(RecordName.ActivationName name) {
    return read(
        name,
        (fields, at) ->
            new Activation(
                name.number(),
                fields.parsed("release", ReleaseName::of),
                fields.parsed("attempt", AttemptId::new),
                fields.parsed("action", Action::parse),
                fields.optional("previous", ReleaseName::of),
                at));
  }

  private <T> T read(RecordName name, BiFunction<Fields, Instant, T> parser) {
    AssetKey key = name.key();
    try (AssetReader reader = store.read(key, ByteRange.ALL)) {
      Fields fields = RecordJson.read(bytes(reader));
      return parser.apply(fields, later(fields.instant("at"), reader.info().lastModified()));
    } catch (CorruptRecordException e) {
      throw new PassthroughException(
          PassthroughException.Kind.IO,
          "Corrupt record: " + e.getMessage() + ", '" + key + "' in " + store,
          "restore the object from a copy of the store",
          e);
    } catch (IOException e) {
      throw AssetStoreException.of(AssetStoreException.Kind.UNAVAILABLE, "read", store.toString())
          .key(key)
          .cause(e)
          .because("the body broke off (" + e.getMessage() + ")");
    }
  }

  private static byte[] bytes(AssetReader reader) throws IOException {
    if (reader.info().size() > MAX_BYTES) {
      throw new CorruptRecordException("it has more than " + MAX_BYTES + " bytes");
    }
    return reader.body().readAllBytes();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * Puts a manifest, unless one is there.
   *
   * @param manifest the manifest
   * @param at the writer's time
   * @return false when one is there
   */
  public boolean put(ReleaseManifest manifest, Instant at) {
    return put(
        new RecordName.ManifestName(manifest.release()),
        at,
        node -> ManifestJson.write(manifest, node));
  }

  /**
   * Puts the record that an attempt has begun.
   *
   * @param name which one
   * @param action why
   * @param host the writer's host
   * @param at the writer's time
   */
  public void putOpen(RecordName.OpenName name, Action action, String host, Instant at) {
    put(name, at, node -> node.put("action", action.word()).put("host", host));
  }

  /**
   * Puts an outcome, unless one is there.
   *
   * @param name which one
   * @param outcome the outcome
   * @return false when one is there
   */
  public boolean put(RecordName.OutcomeName name, Outcome outcome) {
    return put(name, outcome.at(), node -> OutcomeJson.write(outcome, node));
  }

  /**
   * Puts an activation, unless one is there.
   *
   * @param name which one
   * @param activation the activation
   * @return false when one is there
   */
  public boolean put(RecordName.ActivationName name, Activation activation) {
    return put(name, activation.at(), node -> write(activation, node));
  }

  private static void write(Activation activation, ObjectNode node) {
    node.put("release", activation.release().value());
    node.put("attempt", activation.attempt().value());
    node.put("action", activation.action().word());
    node.put("previous", activation.previous().map(ReleaseName::value).orElse(null));
  }

  private boolean put(RecordName name, Instant at, Consumer<ObjectNode> fields) {
    byte[] bytes = RecordJson.write(at, fields);
    if (bytes.length > MAX_BYTES) {
      throw new PassthroughException(
          PassthroughException.Kind.INPUT,
          "Cannot put: the record would have more than "
              + MAX_BYTES
              + " bytes, '"
              + name.key()
              + "' in "
              + store,
          "publish fewer files");
    }
    AssetHeaders headers =
        AssetHeaders.of("application/json")
            .withCacheControl("no-store")
            .withMetadata(Map.of("sha256", Sha256.of(bytes).hex()));
    return put(name.key(), Content.of(bytes), headers);
  }

  private boolean put(AssetKey key, Content content, AssetHeaders headers) {
    for (int tries = 1; ; tries++) {
      try {
        store.put(key, content, headers, PutCondition.IF_ABSENT);
        return true;
      } catch (AssetStoreException e) {
        if (e.kind() == AssetStoreException.Kind.CONDITION_FAILED) {
          return false;
        }
        if (e.kind() != AssetStoreException.Kind.OUTCOME_UNKNOWN || tries == PUT_TRIES) {
          throw e;
        }
      }
    }
  }
}
