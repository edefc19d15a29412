package io.passthrough.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final AssetKey KEY = AssetKey.of("js/app.js");
  private static final AssetHeaders SCRIPT = AssetHeaders.of("text/javascript");

  private final MemoryStore store = new MemoryStore(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void put_newObject_isSeenByStatReadAndList() throws IOException {
    Version version = put("js/app.js", "hello");

    AssetInfo info = new AssetInfo(KEY, 5, NOW, version, SCRIPT);
    assertThat(store.stat(KEY)).contains(info);
    assertThat(store.list("", Optional.empty(), 10).entries())
        .containsExactly(new Entry(KEY, 5, NOW, version));
    try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      assertThat(reader.info()).isEqualTo(info);
      assertThat(reader.body().readAllBytes()).asString(UTF_8).isEqualTo("hello");
    }
  }

  @Test
  void put_again_replacesBytesHeadersAndVersion() {
    Version first = put("js/app.js", "hello");
    store.put(KEY, Content.of(bytes("hi")), AssetHeaders.of("text/plain"), PutCondition.ALWAYS);

    AssetInfo info = store.stat(KEY).orElseThrow();
    assertThat(info.version()).isNotEqualTo(first);
    assertThat(info.size()).isEqualTo(2);
    assertThat(info.headers().contentType()).isEqualTo("text/plain");
  }

  @Test
  void put_ifAbsentOnPresent_failsAndLeavesIt() {
    Version first = put("js/app.js", "hello");

    assertKind(
        Kind.CONDITION_FAILED,
        () -> store.put(KEY, Content.of(bytes("x")), SCRIPT, PutCondition.IF_ABSENT));
    assertThat(store.stat(KEY).orElseThrow().version()).isEqualTo(first);
  }

  @Test
  void put_ifAbsentByManyAtOnce_succeedsOnce() throws Exception {
    int writers = 16;
    CyclicBarrier barrier = new CyclicBarrier(writers);
    Callable<Boolean> writer =
        () -> {
          barrier.await();
          try {
            store.put(KEY, Content.of(bytes("x")), SCRIPT, PutCondition.IF_ABSENT);
            return true;
          } catch (AssetStoreException e) {
            return false;
          }
        };
    ExecutorService executor = Executors.newFixedThreadPool(writers);
    List<Boolean> won = new ArrayList<>();
    for (Future<Boolean> each : executor.invokeAll(Collections.nCopies(writers, writer))) {
      won.add(each.get());
    }
    executor.shutdown();

    assertThat(won).containsOnlyOnce(true);
  }

  @Test
  void put_contentThatLies_isInvalidAndStoresNothing() {
    assertKind(Kind.INVALID, () -> store.put(KEY, lying("hello", 4), SCRIPT, PutCondition.ALWAYS));
    assertKind(Kind.INVALID, () -> store.put(KEY, lying("hello", 6), SCRIPT, PutCondition.ALWAYS));
    assertThat(store.stat(KEY)).isEmpty();
  }

  @Test
  void put_contentThatThrows_isUnavailableAndLeavesTheOldObject() {
    Version first = put("js/app.js", "hello");

    assertThatThrownBy(() -> store.put(KEY, broken(), SCRIPT, PutCondition.ALWAYS))
        .isInstanceOf(AssetStoreException.class)
        .hasMessage("Cannot put: its content cannot be read (disk is gone), 'js/app.js' in memory")
        .matches(e -> !((AssetStoreException) e).retryable());
    assertThat(store.stat(KEY).orElseThrow().version()).isEqualTo(first);
  }

  @Test
  void put_interruptedThread_storesNothingAndKeepsTheFlag() {
    Thread.currentThread().interrupt();

    assertKind(Kind.UNAVAILABLE, () -> put("js/app.js", "hello"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(store.stat(KEY)).isEmpty();
  }

  @Test
  void read_absent_isNotFoundAndNamesTheKey() {
    assertThatThrownBy(() -> store.read(KEY, ByteRange.ALL))
        .isInstanceOf(AssetStoreException.class)
        .hasMessage("Cannot read: no such object, 'js/app.js' in memory");
  }

  @Test
  void read_ranges_areExact() throws IOException {
    put("js/app.js", "hello");

    assertThat(read(ByteRange.of(1, 3))).isEqualTo("ell");
    assertThat(read(ByteRange.of(3, 100))).isEqualTo("lo");
    assertThat(read(ByteRange.from(4))).isEqualTo("o");
    assertKind(Kind.INVALID, () -> store.read(KEY, ByteRange.from(5)));
  }

  @Test
  void read_emptyObject_readsNothing() throws IOException {
    put("js/app.js", "");

    assertThat(read(ByteRange.ALL)).isEmpty();
    assertKind(Kind.INVALID, () -> store.read(KEY, ByteRange.of(0, 1)));
  }

  @Test
  void read_overwrittenMeanwhile_yieldsTheOldBytes() throws IOException {
    put("js/app.js", "old bytes");
    try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      put("js/app.js", "new");

      assertThat(reader.body().readAllBytes()).asString(UTF_8).isEqualTo("old bytes");
    }
  }

  @Test
  void body_readerClosed_throws() throws IOException {
    put("js/app.js", "hello");
    AssetReader reader = store.read(KEY, ByteRange.ALL);
    InputStream body = reader.body();
    assertThat(body.read()).isEqualTo('h');
    reader.close();
    reader.close();

    assertThatThrownBy(body::read).isInstanceOf(IOException.class).hasMessageContaining("closed");
    assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
  }

  @Test
  void list_prefix_isAPlainString() {
    List.of("fo/a", "foo/a", "fob", "f", "g").forEach(key -> put(key, "x"));

    assertThat(keys(store.list("fo", Optional.empty(), 10)))
        .containsExactly("fo/a", "fob", "foo/a");
    assertThat(keys(store.list("foo/", Optional.empty(), 10))).containsExactly("foo/a");
    assertThat(keys(store.list("x", Optional.empty(), 10))).isEmpty();
  }

  @Test
  void list_pages_areInTheOrderOfBytesAndEndWithoutACursor() {
    List<String> sorted = List.of("a", "a-b", "a/b", "ab", "\ufffd", "\ud83d\ude00");
    sorted.forEach(key -> put(key, "x"));

    for (int limit = 1; limit <= 6; limit++) {
      assertThat(all("", limit)).isEqualTo(sorted);
    }
    assertThat(store.list("", Optional.empty(), 6).next()).isEmpty();
  }

  @Test
  void list_changesBetweenPages_leaveTheOthersInPlace() {
    List.of("a", "b", "c", "d").forEach(key -> put(key, "x"));
    Page first = store.list("", Optional.empty(), 2);
    store.delete(List.of(AssetKey.of("b"), AssetKey.of("c")));
    put("aa", "x");

    assertThat(keys(store.list("", first.next(), 2))).containsExactly("d");
  }

  @Test
  void list_foreignCursor_isInvalid() {
    List.of("a", "b", "c").forEach(key -> put(key, "x"));
    Optional<Cursor> other = store.list("", Optional.empty(), 1).next();

    assertKind(Kind.INVALID, () -> store.list("", Optional.of(new Cursor("nonsense")), 1));
    assertKind(Kind.INVALID, () -> store.list("", Optional.of(new Cursor("after:../a")), 1));
    assertKind(Kind.INVALID, () -> store.list("b", other, 1));
  }

  @Test
  void delete_presentAndAbsent_succeeds() {
    put("js/app.js", "x");
    put("js/app.js.map", "x");

    assertThat(store.delete(List.of(KEY, KEY, AssetKey.of("absent")))).isEmpty();
    assertThat(all("", 10)).containsExactly("js/app.js.map");
  }

  private Version put(String key, String text) {
    Content content = Content.of(bytes(text));
    return store.put(AssetKey.of(key), content, SCRIPT, PutCondition.ALWAYS);
  }

  private String read(ByteRange range) throws IOException {
    try (AssetReader reader = store.read(KEY, range)) {
      return new String(reader.body().readAllBytes(), UTF_8);
    }
  }

  private List<String> all(String prefix, int limit) {
    List<String> keys = new ArrayList<>();
    Page page = store.list(prefix, Optional.empty(), limit);
    keys.addAll(keys(page));
    while (page.next().isPresent()) {
      page = store.list(prefix, page.next(), limit);
      keys.addAll(keys(page));
    }
    return keys;
  }

  private static List<String> keys(Page page) {
    return page.entries().stream().map(entry -> entry.key().value()).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static Content lying(String text, long length) {
    return content(length, new ByteArrayInputStream(bytes(text)));
  }

  private static Content broken() {
    return content(
        5,
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("disk is gone");
          }
        });
  }

  private static Content content(long length, InputStream in) {
    return new Content() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public InputStream open(long offset) {
        return in;
      }
    };
  }

  private static void assertKind(Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(AssetStoreException.class)
        .extracting(e -> ((AssetStoreException) e).kind())
        .isEqualTo(kind);
  }
}
