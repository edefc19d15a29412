package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The end of stores, also while they are used. */
final class ClosingCases {

  private static final int SIZE = 1 << 20;

  /** A close() that waits for calls which run is right as well. */
  private static final int A_WHILE = 50;

  private ClosingCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("closed.quietly", "X1")
            .shows("close() does not throw: for a store that is new, was used, or has failed")
            .usualCause("close() ends what was never begun, or has been ended by a failure")
            .body(ClosingCases::quietly),
        TckCase.of("closed.other-handles", "O9", "X1")
            .shows("closing one store leaves another one on the same objects as it is")
            .usualCause("stores share a client, and the first one to be closed ends it")
            .body(ClosingCases::otherHandles),
        TckCase.of("closed.with-running-put", "X1", "E1", "P1")
            .shows("a put whose store is closed meanwhile ends, well or not, and is all or nothing")
            .usualCause("close() takes away what calls that still run rely on")
            .body(ClosingCases::runningPut),
        TckCase.of("closed.with-open-reader", "X3")
            .shows("a reader whose store is closed goes on or throws, and never hangs")
            .usualCause("the reader waits for a thread that the store has ended")
            .body(ClosingCases::openReader));
  }

  private static void quietly(CaseContext context) {
    bare(context).closing().succeeds();
    RecordingStore used = context.closable("a store to be closed: ");
    used.put("app.js", "one");
    used.holds("app.js", "one");
    used.closing().succeeds();
    RecordingStore failed = bare(context);
    failed.reading("lost.js", ByteRange.ALL).refused(Kind.NOT_FOUND);
    Content broken = Bodies.breaking(Bodies.letters(1_000, 'b'), 900);
    AssetKey key = AssetKey.of("broken.js");
    failed.putting(key, broken, RecordingStore.TEXT, PutCondition.ALWAYS);
    failed.closing().succeeds();
  }

  private static RecordingStore bare(CaseContext context) {
    AssetStore store = context.harness().open(context.namespace());
    return context.recorded(store, "a store to be closed: ");
  }

  private static void otherHandles(CaseContext context) {
    context.store().put("app.js", "one");
    RecordingStore handle = closable(context);
    handle.holds("app.js", "one");
    handle.closing().succeeds();

    context.store().holds("app.js", "one");
    context.store().put("app.js", "two");
    same("the listing", List.of("app.js"), context.second().keys(""));
    context.store().delete("app.js");
  }

  private static RecordingStore closable(CaseContext context) {
    return context.closable("a handle to be closed: ");
  }

  private static void runningPut(CaseContext context) throws Exception {
    RecordingStore store = context.store();
    RecordingStore handle = bare(context);
    LastByteBarrier barrier = new LastByteBarrier(2, context.patience());
    Content held = barrier.holding(Bodies.letters(SIZE, 'r'));
    AssetKey key = AssetKey.of("running.bin");
    Future<CallResult<Version>> put =
        context.start(() -> handle.putting(key, held, RecordingStore.TEXT, PutCondition.ALWAYS));
    holds(barrier.awaitFirst(), "the put", "it reads its content", "it does not");
    Future<?> closing = context.start(handle::closing);
    CaseContext.ends(closing, context.patience().dividedBy(A_WHILE));
    barrier.open();

    CallResult<Version> ended = inTime(put, context, "the put whose store was closed");
    inTime(closing, context, "close()");
    ended.failed().ifPresent(e -> ended.refused(Kind.UNAVAILABLE, Kind.OUTCOME_UNKNOWN));
    if (ended.worked()) {
      Optional<Version> version = ended.answered();
      same("its version", version, context.inTheEnd(() -> version(store, key), version::equals));
    }
    store
        .stat("running.bin")
        .ifPresent(info -> same("the size of an object", (long) SIZE, info.size()));
  }

  private static Optional<Version> version(RecordingStore store, AssetKey key) {
    return store.stat(key.value()).map(AssetInfo::version);
  }

  private static void openReader(CaseContext context) throws InterruptedException {
    context.store().put("big.bin", Bodies.letters(SIZE, 'b'), RecordingStore.TEXT);
    RecordingStore handle = closable(context);
    AssetReader reader = handle.opening("big.bin", ByteRange.ALL).succeeds();
    handle.closing().succeeds();

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
