package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What calls and stores leave behind. */
final class LeakCases {

  private static final int ROUNDS = 200;
  private static final int SIZE = 1 << 20;
  private static final int LARGE = 17 << 20;
  private static final int STORES = 20;
  private static final long PAUSE_MILLIS = 20;

  /** A close() that waits for calls which run is right as well. */
  private static final int A_WHILE = 50;

  private LeakCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("leak.errors", "E8")
            .shows("after 200 misses, 200 ranges past the end and 200 broken puts all works")
            .usualCause("a connection is given back on success only")
            .body(LeakCases::errors),
        TckCase.of("leak.early-close", "R6", "E8")
            .shows("after 200 readers were closed after one byte all works")
            .usualCause("a connection is given back at the body's end only")
            .body(LeakCases::earlyClose),
        TckCase.of("leak.uploads", "E8", "P4")
            .tier(Tier.LARGE)
            .shows("three broken puts of 17 MiB leave nothing that inspect() tells of")
            .usualCause("an upload in parts is not abandoned when it breaks")
            .body(LeakCases::uploads),
        TckCase.of("leak.threads", "X4")
            .shows("20 stores that were opened, used and closed leave no threads")
            .usualCause("an executor, or a client's, is never shut down")
            .body(LeakCases::threads),
        TckCase.of("closed.other-handles", "O9", "X1")
            .shows("closing one store leaves another one on the same objects as it is")
            .usualCause("stores share a client, and the first one to be closed ends it")
            .body(LeakCases::otherHandles),
        TckCase.of("closed.with-running-put", "X1", "E1", "P1")
            .shows("a put whose store is closed meanwhile ends, well or not, and is all or nothing")
            .usualCause("close() takes away what calls that still run rely on")
            .body(LeakCases::runningPut),
        TckCase.of("closed.with-open-reader", "X3")
            .shows("a reader whose store is closed goes on or throws, and never hangs")
            .usualCause("the reader waits for a thread that the store has ended")
            .body(LeakCases::openReader));
  }

  private static void errors(CaseContext context) {
    RecordingStore store = context.store();
    store.put("app.js", "here");
    for (int i = 0; i < ROUNDS; i++) {
      store.reading("lost.js", ByteRange.ALL).refused(Kind.NOT_FOUND);
      store.reading("app.js", ByteRange.from(100)).refused(Kind.INVALID);
      broken(store, 1_000);
    }
    for (int i = 0; i < ROUNDS / 2; i++) {
      same("stat of an absent object", Optional.empty(), store.stat("lost.js"));
    }
    store.holds("app.js", "here");
    same("the listing", List.of("app.js"), store.keys(""));
  }

  private static void broken(RecordingStore store, int size) {
    Content content = Bodies.breaking(Bodies.letters(size, 'b'), size - 1);
    store
        .putting(AssetKey.of("broken.js"), content, RecordingStore.TEXT, PutCondition.ALWAYS)
        .refused(Kind.INVALID, Kind.UNAVAILABLE, Kind.OUTCOME_UNKNOWN);
  }

  private static void earlyClose(CaseContext context) {
    RecordingStore store = context.store();
    store.put("big.bin", Bodies.letters(SIZE, 'b'), RecordingStore.TEXT);
    for (int i = 0; i < ROUNDS; i++) {
      try (AssetReader reader = store.opening("big.bin", ByteRange.ALL).succeeds()) {
        same("the first byte", (int) 'b', store.firstByte(reader));
      }
    }
    same("the size of the body", SIZE, store.read("big.bin").bytes().length);
  }

  private static void uploads(CaseContext context) {
    RecordingStore store = context.store();
    List<String> before = findings(store);
    for (int i = 0; i < 3; i++) {
      broken(store, LARGE);
    }
    same("what inspect() tells", before, findings(store));
    same("the listing", List.of(), store.keys(""));
  }

  private static List<String> findings(RecordingStore store) {
    return store.call("inspect", store.store()::inspect).succeeds().stream()
        .map(Object::toString)
        .sorted()
        .toList();
  }

  private static void threads(CaseContext context) throws InterruptedException {
    useAndClose(context);
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    for (int i = 0; i < STORES; i++) {
      useAndClose(context);
    }
    Set<Thread> left = left(before);
    long end = System.nanoTime() + context.patience().toNanos();
    while (left.size() >= STORES && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      left = left(before);
    }
    holds(
        left.size() < STORES,
        "the threads that " + STORES + " closed stores leave",
        "fewer than one each",
        left.size()
            + ", among them '"
            + left.stream().findFirst().map(Thread::getName).orElse("")
            + "'");
  }

  private static void useAndClose(CaseContext context) {
    AssetStore store = context.harness().open(context.namespace());
    RecordingStore handle = new RecordingStore(store, "", context.steps());
    handle.put("app.js", "one");
    handle.holds("app.js", "one");
    handle.call("close", () -> closed(store)).succeeds();
  }

  private static String closed(AssetStore store) {
    store.close();
    return "closed";
  }

  private static Set<Thread> left(Set<Thread> before) {
    Set<Thread> now = new HashSet<>(Thread.getAllStackTraces().keySet());
    now.removeAll(before);
    return now;
  }

  private static void otherHandles(CaseContext context) {
    context.store().put("app.js", "one");
    RecordingStore handle = closable(context);
    handle.holds("app.js", "one");
    close(handle);

    context.store().holds("app.js", "one");
    context.store().put("app.js", "two");
    same("the listing", List.of("app.js"), context.second().keys(""));
    context.store().delete("app.js");
  }

  private static RecordingStore closable(CaseContext context) {
    AssetStore store = context.harness().open(context.namespace());
    return new RecordingStore(store, "a handle to be closed: ", context.steps());
  }

  private static void close(RecordingStore handle) {
    handle.call("close", () -> closed(handle.store())).succeeds();
  }

  private static void runningPut(CaseContext context) throws InterruptedException {
    RecordingStore store = context.store();
    RecordingStore handle = closable(context);
    LastByteBarrier barrier = new LastByteBarrier(2, context.patience());
    Content held = barrier.holding(Bodies.letters(SIZE, 'r'));
    AssetKey key = AssetKey.of("running.bin");
    Future<CallResult<Version>> put =
        context.start(() -> handle.putting(key, held, RecordingStore.TEXT, PutCondition.ALWAYS));
    holds(barrier.awaitFirst(), "the put", "it reads its content", "it does not");
    Future<?> closing = context.start(() -> closed(handle.store()));
    CaseContext.ends(closing, context.patience().dividedBy(A_WHILE));
    barrier.open();

    CallResult<Version> ended = inTime(put, context, "the put whose store was closed");
    inTime(closing, context, "close()");
    ended.failed().ifPresent(e -> ended.refused(Kind.UNAVAILABLE, Kind.OUTCOME_UNKNOWN));
    ended.answered().ifPresent(version -> same("its version", version, version(store, key)));
    store
        .stat("running.bin")
        .ifPresent(info -> same("the size of an object", (long) SIZE, info.size()));
  }

  private static Version version(RecordingStore store, AssetKey key) {
    return store.info(key.value()).version();
  }

  private static void openReader(CaseContext context) throws InterruptedException {
    context.store().put("big.bin", Bodies.letters(SIZE, 'b'), RecordingStore.TEXT);
    RecordingStore handle = closable(context);
    AssetReader reader = handle.opening("big.bin", ByteRange.ALL).succeeds();
    close(handle);

    Future<CallResult<byte[]>> rest =
        context.start(() -> handle.call("read on", () -> reader.body().readAllBytes()));
    CallResult<byte[]> read = inTime(rest, context, "reading on");
    handle.call("close the reader", () -> closed(reader)).succeeds();

    read.answered().ifPresent(all -> same("the size of the body", SIZE, all.length));
    read.failed()
        .ifPresent(
            e -> holds(e instanceof IOException, "reading on", "all bytes or an IOException", e));
  }

  private static String closed(AssetReader reader) {
    reader.close();
    return "closed";
  }

  private static <T> T inTime(Future<T> future, CaseContext context, String what)
      throws InterruptedException {
    try {
      return future.get(context.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new TckFailure(what + " after the store was closed", "an end", "none", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A worker of the case broke", e.getCause());
    }
  }
}
