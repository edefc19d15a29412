package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.Access;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.Version;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Providers whose stores are right in one process, or under plain names, only. */
final class ProcessFaults {

  private ProcessFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("consistency.other-process", "stat 'app.js': expected the object, but was nothing")
            .harness("the process keeps what it knows", () -> new FolderBackend(new Knowing())),
        by("consistency.other-process", "list 'app.js': expected an entry of that key, but was")
            .harness("the process keeps its listings", () -> new FolderBackend(new Listed())),
        by("consistency.read-handle", "stat 'app.js': expected the object, but was nothing")
            .harness(
                "what was opened for reading is kept", () -> new FolderBackend(new ReadOnly())),
        by(
                "list.cursor-in-other-process",
                "other process: list 'js/' after a cursor: expected success, but was")
            .harness("a cursor lives in its process", () -> new FolderBackend(new OwnCursors())),
        by("keys.container-prefix", "the listing below the prefix: expected ['js/a+b c.js']")
            .harness("the prefix is decoded as a URL", () -> new FolderBackend(new Decoding())),
        by("keys.container-prefix", "the listing below: expected ['top.js'], but was []")
            .harness("an empty prefix adds a segment", () -> new FolderBackend(new Rooting())));
  }

  /** Answers from what the process has seen, until it writes itself. */
  private static final class Remembering extends Forwarding {
    private final Map<AssetKey, Optional<AssetInfo>> known;

    Remembering(AssetStore store, Map<AssetKey, Optional<AssetInfo>> known) {
      super(store);
      this.known = known;
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      return known.computeIfAbsent(key, super::stat);
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      known.remove(key);
      return super.put(key, content, headers, condition);
    }

    @Override
    public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
      keys.forEach(known::remove);
      return super.delete(keys);
    }
  }

  /** Keeps what it knows for all of its stores. */
  public static final class Knowing extends FolderProvider {
    private static final Map<String, Map<AssetKey, Optional<AssetInfo>>> KNOWN =
        new ConcurrentHashMap<>();

    @Override
    public String name() {
      return "knowing";
    }

    @Override
    public AssetStore open(StoreConfig config) {
      return new Remembering(
          super.open(config),
          KNOWN.computeIfAbsent(config.prefix(), any -> new ConcurrentHashMap<>()));
    }
  }

  /** Keeps what it knows where it is opened for reading. */
  public static final class ReadOnly extends FolderProvider {
    @Override
    public String name() {
      return "readonly";
    }

    @Override
    public AssetStore open(StoreConfig config) {
      AssetStore store = super.open(config);
      return config.access() == Access.READ
          ? new Remembering(store, new ConcurrentHashMap<>())
          : store;
    }
  }

  /** Keeps listings for all of its stores, until one of them writes. */
  public static final class Listed extends FolderProvider {
    private static final Map<String, Map<String, Page>> PAGES = new ConcurrentHashMap<>();

    @Override
    public String name() {
      return "listed";
    }

    @Override
    public AssetStore open(StoreConfig config) {
      Map<String, Page> pages =
          PAGES.computeIfAbsent(config.prefix(), any -> new ConcurrentHashMap<>());
      return new Forwarding(super.open(config)) {
        @Override
        public Page list(String prefix, Optional<Cursor> after, int limit) {
          return pages.computeIfAbsent(
              prefix + after + limit, any -> super.list(prefix, after, limit));
        }

        @Override
        public Version put(
            AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
          pages.clear();
          return super.put(key, content, headers, condition);
        }

        @Override
        public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
          pages.clear();
          return super.delete(keys);
        }
      };
    }
  }

  /** Numbers its cursors. */
  public static final class OwnCursors extends FolderProvider {
    private static final Map<String, Cursor> CURSORS = new ConcurrentHashMap<>();

    @Override
    public String name() {
      return "owncursors";
    }

    @Override
    public AssetStore open(StoreConfig config) {
      return new Forwarding(super.open(config)) {
        @Override
        public Page list(String prefix, Optional<Cursor> after, int limit) {
          if (after.isPresent() && !CURSORS.containsKey(after.get().token())) {
            throw Altered.failure(Kind.INVALID, "list");
          }
          Page page = super.list(prefix, after.map(it -> CURSORS.get(it.token())), limit);
          return new Page(page.entries(), page.next().map(OwnCursors::numbered), page.skipped());
        }
      };
    }

    private static Cursor numbered(Cursor cursor) {
      String number = "c" + CURSORS.size();
      CURSORS.put(number, cursor);
      return new Cursor(number);
    }
  }

  /** Takes the prefix for a part of a URL. */
  public static final class Decoding extends FolderProvider {
    @Override
    public String name() {
      return "decoding";
    }

    @Override
    String prefix(String prefix) {
      return URLDecoder.decode(prefix, StandardCharsets.UTF_8);
    }
  }

  /** Always has something before a key. */
  public static final class Rooting extends FolderProvider {
    @Override
    public String name() {
      return "rooting";
    }

    @Override
    String prefix(String prefix) {
      return prefix.isEmpty() ? "root/" : prefix;
    }
  }
}
