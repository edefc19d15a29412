package io.passthrough.tck;

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
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.core.store.AssetStores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A recorder around an open store: writes each call down as a step of the case. What a store throws
 * or answers amiss becomes a {@link TckFailure}, so that any other exception is the kit's own.
 */
final class RecordingStore {

  static final AssetHeaders TEXT = AssetHeaders.of("text/plain");

  private static final int MAX_EMPTY_PAGES = 1_000;
  private static final int MAX_TURNS = 400;
  private static final long TURN_NANOS = 20_000_000;

  private final AssetStore store;
  private final String name;
  private final Steps steps;

  RecordingStore(AssetStore store, String name, Steps steps) {
    this.store = store;
    this.name = name;
    this.steps = steps;
  }

  AssetStore store() {
    return store;
  }

  /** Closes the store. */
  CallResult<String> closing() {
    return call(
        "close",
        () -> {
          store.close();
          return "closed";
        });
  }

  /** Puts core's guard around the store. */
  AssetStore guarded() {
    return call("capabilities", () -> AssetStores.guarded(store)).succeeds();
  }

  Set<Capability> capabilities() {
    return call("capabilities", store::capabilities).succeeds();
  }

  CallResult<Version> putting(
      AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    String what =
        "put %s (%d bytes, %s, %s)"
            .formatted(Quoted.any(key), content.length(), headers.contentType(), condition);
    return call(what, () -> store.put(key, content, headers, condition));
  }

  /** Puts, and repeats what a conflict with another writer has kept from being stored (C6). */
  CallResult<Version> puttingInTurn(
      AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    CallResult<Version> result = putting(key, content, headers, condition);
    for (int turn = 0; turn < MAX_TURNS && isConflict(result); turn++) {
      LockSupport.parkNanos(TURN_NANOS);
      result = putting(key, content, headers, condition);
    }
    return result;
  }

  /** Returns whether a put was refused because of another one, which stored nothing. */
  static boolean isConflict(CallResult<Version> result) {
    return result.failure() instanceof AssetStoreException e
        && (e.kind() == Kind.UNAVAILABLE || e.kind() == Kind.THROTTLED)
        && e.retryable();
  }

  Version put(String key, byte[] bytes, AssetHeaders headers) {
    return putting(AssetKey.of(key), Content.of(bytes), headers, PutCondition.ALWAYS).succeeds();
  }

  Version put(String key, String text) {
    return put(key, text.getBytes(StandardCharsets.UTF_8), TEXT);
  }

  CallResult<Version> creating(String key, String text, AssetHeaders headers) {
    Content content = Content.of(text.getBytes(StandardCharsets.UTF_8));
    return putting(AssetKey.of(key), content, headers, PutCondition.IF_ABSENT);
  }

  CallResult<Optional<AssetInfo>> stating(String key) {
    return call("stat " + Quoted.text(key), () -> store.stat(AssetKey.of(key)));
  }

  Optional<AssetInfo> stat(String key) {
    return stating(key).succeeds();
  }

  AssetInfo info(String key) {
    return stat(key)
        .orElseThrow(() -> new TckFailure("stat " + Quoted.text(key), "the object", "nothing"));
  }

  CallResult<AssetReader> opening(String key, ByteRange range) {
    String what = "read " + Quoted.text(key) + shown(range);
    return call(what, () -> recorded(store.read(AssetKey.of(key), range), what));
  }

  private static @Nullable AssetReader recorded(@Nullable AssetReader reader, String what) {
    return reader == null ? null : new RecordedReader(reader, what);
  }

  /** Reads one byte of an open body. */
  int firstByte(AssetReader reader) {
    return call("read one byte", () -> reader.body().read()).succeeds();
  }

  CallResult<Snapshot> reading(String key, ByteRange range) {
    String what = "read " + Quoted.text(key) + shown(range);
    return call(
        what,
        () -> {
          try (AssetReader reader = store.read(AssetKey.of(key), range)) {
            AssetInfo info = Objects.requireNonNull(reader.info(), "info() gave null");
            return new Snapshot(info, bytes(what, reader.body()));
          }
        });
  }

  /** Reads a body to its end; anything thrown but an IOException breaks a rule. */
  private static byte[] bytes(String what, InputStream body) throws IOException {
    try {
      return body.readAllBytes();
    } catch (RuntimeException e) {
      throw TckFailure.of("E1", "the body of " + what).because("bytes, or an IOException", e);
    }
  }

  Snapshot read(String key) {
    return reading(key, ByteRange.ALL).succeeds();
  }

  /** Fails unless an object is there with this body. */
  void holds(String key, String text) {
    byte[] expected = text.getBytes(StandardCharsets.UTF_8);
    Expect.sameBytes("the body of " + Quoted.text(key), expected, read(key).bytes());
  }

  /** Fails unless an object is there, or not, as a call has said. */
  void isThere(String key, boolean expected) {
    Optional<AssetInfo> found = stat(key);
    Expect.holds(
        found.isPresent() == expected,
        "stat " + Quoted.text(key),
        expected ? "the object that was put" : "nothing, as the put failed",
        found.isPresent() ? "an object" : "nothing");
  }

  /** Fails unless nothing is seen of an object. */
  void lacks(String key) {
    stat(key)
        .ifPresent(
            info -> {
              throw new TckFailure("stat " + Quoted.text(key), "nothing", "an object");
            });
    reading(key, ByteRange.ALL).refused(Kind.NOT_FOUND);
    List<String> listed = keys(key);
    Expect.holds(!listed.contains(key), "list " + Quoted.text(key), "no entry of that key", listed);
  }

  CallResult<Page> paging(String prefix, Optional<Cursor> after, int limit) {
    String from = after.map(cursor -> " after a cursor").orElse("");
    String what = "list " + Quoted.text(prefix) + from + ", at most " + limit;
    return call(what, () -> store.list(prefix, after, limit));
  }

  Page page(String prefix, Optional<Cursor> after, int limit) {
    Page page = paging(prefix, after, limit).succeeds();
    Expect.holds(
        page.entries().size() <= limit,
        "the page of " + Quoted.text(prefix),
        "at most " + limit + " entries",
        page.entries().size() + " entries");
    return page;
  }

  /** Follows a listing to its end. */
  List<Page> pages(String prefix, int limit) {
    List<Page> pages = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    Set<AssetKey> seen = new HashSet<>();
    int empty = 0;
    do {
      Page page = page(prefix, after, limit);
      pages.add(page);
      onceEach(prefix, page, seen);
      empty = page.entries().isEmpty() ? empty + 1 : 0;
      Expect.holds(
          empty <= MAX_EMPTY_PAGES,
          "the listing of " + Quoted.text(prefix),
          "an end",
          empty + " empty pages in a row, each with a next");
      after = page.next();
    } while (after.isPresent());
    return pages;
  }

  private static void onceEach(String prefix, Page page, Set<AssetKey> seen) {
    for (Entry entry : page.entries()) {
      Expect.holds(
          seen.add(entry.key()),
          "the listing of " + Quoted.text(prefix),
          "each object once",
          Quoted.any(entry.key()) + " twice");
    }
  }

  List<Entry> list(String prefix) {
    return pages(prefix, AssetStore.MAX_PAGE_SIZE).stream()
        .flatMap(page -> page.entries().stream())
        .toList();
  }

  /** Returns an object's entry in the listing. */
  Entry entry(String key) {
    return list(key).stream()
        .filter(entry -> entry.key().value().equals(key))
        .findFirst()
        .orElseThrow(
            () -> new TckFailure("list " + Quoted.text(key), "an entry of that key", "none"));
  }

  List<String> keys(String prefix) {
    return keys(list(prefix));
  }

  static List<String> keys(Collection<Entry> entries) {
    return entries.stream().map(entry -> entry.key().value()).toList();
  }

  CallResult<Map<AssetKey, AssetStoreException>> deleting(Collection<AssetKey> keys) {
    String what = "delete " + Quoted.any(keys);
    return call(what, () -> store.delete(keys));
  }

  /** Deletes, and fails when the store reports a failure. */
  void delete(String... keys) {
    List<AssetKey> all = Arrays.stream(keys).map(AssetKey::of).toList();
    Map<AssetKey, AssetStoreException> failures = deleting(all).succeeds();
    Expect.holds(failures.isEmpty(), "delete " + Quoted.any(all), "no failures", failures.values());
  }

  /** Deletes one object, and takes a reported failure for a thrown one. */
  CallResult<Map<AssetKey, AssetStoreException>> undeleted(String key) {
    CallResult<Map<AssetKey, AssetStoreException>> result = deleting(List.of(AssetKey.of(key)));
    if (!result.worked()) {
      return result;
    }
    return new CallResult<>(
        result.what(), result.succeeds(), result.succeeds().get(AssetKey.of(key)));
  }

  @SuppressWarnings("Interruption") // the flag belongs to the case's thread, which ends with it
  <T> CallResult<T> call(String what, Callable<T> call) {
    String shown = name + what;
    try {
      T value = call.call();
      steps.add(shown + " -> " + answer(value));
      return new CallResult<>(shown, value, null);
    } catch (Exception e) {
      steps.thrown(shown, e);
      return new CallResult<>(shown, null, e);
    }
  }

  private static String answer(Object value) {
    if (value instanceof AssetReader) {
      return "a reader";
    }
    if (value instanceof Snapshot snapshot) {
      return Quoted.bytes(snapshot.bytes(), 0);
    }
    if (value instanceof Page page) {
      return page.entries().size()
          + " entries"
          + (page.skipped() > 0 ? ", " + page.skipped() + " skipped" : "")
          + (page.next().isPresent() ? ", more to come" : ", the last page");
    }
    if (value instanceof Optional<?> found && found.orElse(null) instanceof AssetInfo info) {
      return info.size()
          + " bytes, "
          + info.headers().contentType()
          + ", "
          + Quoted.any(info.version());
    }
    if (value instanceof Map<?, ?> failures) {
      return failures.size() + " failures";
    }
    return value == null ? "null" : Quoted.any(value);
  }

  private static String shown(ByteRange range) {
    if (range.isAll()) {
      return "";
    }
    return range.length().isPresent()
        ? " from byte " + range.offset() + ", " + range.length().getAsLong() + " bytes"
        : " from byte " + range.offset();
  }
}
