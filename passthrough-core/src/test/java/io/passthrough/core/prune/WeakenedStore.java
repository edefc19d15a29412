package io.passthrough.core.prune;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.core.store.ForwardingStore;
import io.passthrough.core.store.StoreOperations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What some code asks of its store, changed: a call moved, left out or with other words. */
abstract class WeakenedStore extends ForwardingStore {

  private static final Version NONE = new Version("none");

  private final AssetStore store;

  WeakenedStore(AssetStore store) {
    this.store = store;
  }

  @Override
  protected AssetStore delegate() {
    return store;
  }

  static Page page(List<Entry> entries) {
    return new Page(entries, Optional.empty(), 0);
  }

  /** Lists a folder early: before the n-th list of another one, or before a put. */
  static final class EarlyList extends WeakenedStore {
    private final String folder;
    private final String before;
    private int left;
    private Optional<List<Entry>> listed = Optional.empty();

    EarlyList(AssetStore store, String folder, String before, int nth) {
      super(store);
      this.folder = folder;
      this.before = before;
      this.left = nth;
    }

    private void passed() {
      if (--left == 0) {
        listed = Optional.of(StoreOperations.list(delegate(), folder));
      }
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      if (key.value().endsWith(before)) {
        passed();
      }
      return super.put(key, content, headers, condition);
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      if (prefix.equals(before)) {
        passed();
      }
      if (prefix.equals(folder) && listed.isPresent()) {
        List<Entry> old = listed.get();
        listed = Optional.empty();
        return page(old);
      }
      return super.list(prefix, after, limit);
    }
  }

  /** Lists objects once, right after the plans. */
  static final class OldObjects extends WeakenedStore {
    private final String plans;
    private final String objects;
    private Optional<List<Entry>> listed = Optional.empty();

    OldObjects(AssetStore store, String plans, String objects) {
      super(store);
      this.plans = plans;
      this.objects = objects;
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      if (prefix.startsWith(objects) && listed.isPresent()) {
        return page(
            listed.get().stream().filter(it -> it.key().value().startsWith(prefix)).toList());
      }
      Page page = super.list(prefix, after, limit);
      if (prefix.equals(plans)) {
        listed = Optional.of(StoreOperations.list(delegate(), objects));
      }
      return page;
    }
  }

  /** Puts one record after another one that should come later. */
  static final class Swapped extends WeakenedStore {
    private final String first;
    private final String second;
    private Optional<Runnable> held = Optional.empty();

    Swapped(AssetStore store, String first, String second) {
      super(store);
      this.first = first;
      this.second = second;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      if (key.value().startsWith(first)) {
        held = Optional.of(() -> super.put(key, content, headers, condition));
        return NONE;
      }
      Version version = super.put(key, content, headers, condition);
      if (key.value().endsWith(second)) {
        held.ifPresent(Runnable::run);
        held = Optional.empty();
      }
      return version;
    }
  }

  /** Says other words in what is put. */
  static final class Rewritten extends WeakenedStore {
    private final String file;
    private final UnaryOperator<String> words;

    Rewritten(AssetStore store, String file, UnaryOperator<String> words) {
      super(store);
      this.file = file;
      this.words = words;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      return key.value().endsWith(file)
          ? super.put(key, Content.of(bytes(words.apply(text(content)))), headers, condition)
          : super.put(key, content, headers, condition);
    }
  }

  /** Does not list some of what there is. */
  static final class Hiding extends WeakenedStore {
    private final String folder;
    private final UnaryOperator<List<Entry>> shown;

    Hiding(AssetStore store, String folder, UnaryOperator<List<Entry>> shown) {
      super(store);
      this.folder = folder;
      this.shown = shown;
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      Page page = super.list(prefix, after, limit);
      return prefix.equals(folder) ? page(shown.apply(page.entries())) : page;
    }
  }

  /** Takes some records as there that are not. */
  static final class Believing extends WeakenedStore {
    private final String file;

    Believing(AssetStore store, String file) {
      super(store);
      this.file = file;
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      return key.value().endsWith(file)
          ? Optional.of(
              new AssetInfo(
                  key, 1, ExploredShop.BEGIN, NONE, AssetHeaders.of(AssetHeaders.OCTET_STREAM)))
          : super.stat(key);
    }
  }

  /** Makes a root record name an attempt that was READY before, and makes no attempt of its own. */
  static final class WithoutAttempt extends WeakenedStore {
    private final String roots;
    private Optional<String> ready = Optional.empty();

    WithoutAttempt(AssetStore store, String roots) {
      super(store);
      this.roots = roots;
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      if (key.value().contains("/a/attempts/") && key.value().endsWith("/outcome.json")) {
        ready = Optional.of(key.value().split("/")[4]);
      }
      return super.read(key, range);
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      if (key.value().contains("/attempts/")) {
        return NONE;
      }
      if (!key.value().startsWith(roots)) {
        return super.put(key, content, headers, condition);
      }
      String named = "\"attempt\":\"" + ready.orElseThrow() + "\"";
      String text = text(content).replaceAll("\"attempt\" *: *\"[^\"]*\"", named);
      return super.put(key, Content.of(bytes(text)), headers, condition);
    }
  }

  /** Puts some records whatever is there. */
  static final class Overwriting extends WeakenedStore {
    private final String file;

    Overwriting(AssetStore store, String file) {
      super(store);
      this.file = file;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      boolean overwrites = key.value().endsWith(file);
      return super.put(key, content, headers, overwrites ? PutCondition.ALWAYS : condition);
    }
  }

  /** Leaves one record in a folder: the one that was put last, when others have been deleted. */
  static final class Replacing extends WeakenedStore {
    private final String folder;

    Replacing(AssetStore store, String folder) {
      super(store);
      this.folder = folder;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      Version version = super.put(key, content, headers, condition);
      if (key.value().startsWith(folder)) {
        List<AssetKey> others =
            StoreOperations.list(delegate(), folder).stream()
                .map(Entry::key)
                .filter(other -> !other.equals(key))
                .toList();
        if (!others.isEmpty()) {
          var unused = super.delete(others);
        }
      }
      return version;
    }
  }

  static String text(Content content) {
    try (InputStream in = content.open()) {
      return utf8(in.readAllBytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
