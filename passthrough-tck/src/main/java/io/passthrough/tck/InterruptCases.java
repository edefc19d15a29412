package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;
import static io.passthrough.tck.Expect.sameBytes;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Page;
import io.passthrough.tck.proxy.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Calls of threads that are interrupted: they are refused, or their answers are right. */
final class InterruptCases {

  private static final byte[] BODY = Bodies.random(300_000, 13);
  private static final List<String> OLD =
      IntStream.range(0, 12).mapToObj("old%02d.js"::formatted).toList();

  private InterruptCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("conc.interrupted-calls", "E7", "E8")
            .shows(
                "calls of an interrupted thread work or are refused, keep the flag, break nothing")
            .usualCause("the flag is cleared, or a channel that all calls share is closed by it")
            .body(InterruptCases::calls),
        TckCase.of("read.interrupted", "E7", "R5")
            .shows("a body whose reader is interrupted goes on or throws; it never ends early")
            .usualCause("an interrupt is taken for the end of the stream")
            .body(InterruptCases::readOn),
        TckCase.of("fault.interrupted-pause", "E7")
            .needs(HarnessOption.HTTP_BACKEND)
            .shows("an interrupt between two attempts ends the call, and the flag stays set")
            .usualCause("the pause before the next attempt swallows the interrupt")
            .body(InterruptCases::pause));
  }

  private static void calls(CaseContext context) throws InterruptedException {
    RecordingStore store = context.store();
    store.put("app.js", BODY, RecordingStore.TEXT);
    OLD.forEach(key -> store.put(key, "old"));
    AssetInfo info = store.info("app.js");

    interrupted(context, () -> store.stating("app.js"))
        .ifPresent(
            found -> same("what stat tells an interrupted thread", Optional.of(info), found));
    interrupted(context, () -> store.reading("app.js", ByteRange.ALL))
        .ifPresent(read -> sameBytes("the body, for an interrupted thread", BODY, read.bytes()));
    interrupted(context, () -> store.paging("", Optional.empty(), 100))
        .ifPresent(page -> listsAll(store, page));
    interrupted(context, () -> store.deleting(OLD.stream().map(AssetKey::of).toList()))
        .ifPresent(failures -> deletedButFor(left(context, failures), failures));
    store.put("new.js", "new");
    store.delete(OLD.toArray(String[]::new));
    same("the listing", List.of("app.js", "new.js"), store.keys(""));
    same("what stat tells afterwards", info, store.info("app.js"));
  }

  private static void listsAll(RecordingStore store, Page first) {
    List<String> listed = new ArrayList<>(RecordingStore.keys(first.entries()));
    for (Page page = first; page.next().isPresent(); ) {
      page = store.page("", page.next(), 100);
      listed.addAll(RecordingStore.keys(page.entries()));
    }
    List<String> all = new ArrayList<>(OLD);
    all.add(0, "app.js");
    same("the page of an interrupted thread, and those after it", all, listed);
  }

  /**
   * Lists what is left; a late store gets its time, as nobody has waited in this thread's place.
   */
  private static List<String> left(
      CaseContext context, Map<AssetKey, AssetStoreException> failures) {
    RecordingStore store = context.store();
    try {
      return context.inTheEnd(
          () -> store.keys("old"),
          keys -> keys.stream().map(AssetKey::of).allMatch(failures::containsKey));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void deletedButFor(
      List<String> there, Map<AssetKey, AssetStoreException> failures) {
    for (String key : OLD) {
      boolean named = failures.containsKey(AssetKey.of(key));
      holds(
          named || !there.contains(key),
          "delete by an interrupted thread",
          "a failure for " + Quoted.text(key) + ", which is still there",
          "none");
    }
    failures
        .values()
        .forEach(e -> same("retryable() of " + Quoted.failure(e), false, e.retryable()));
  }

  /** Makes a call in a thread that is interrupted; returns the answer, if it is none. */
  private static <T> Optional<T> interrupted(CaseContext context, Callable<CallResult<T>> call)
      throws InterruptedException {
    return CaseContext.result(
        context.start(
            () -> {
              Thread.currentThread().interrupt();
              CallResult<T> result = call.call();
              keptFlag(result);
              result
                  .failed()
                  .filter(e -> !(e instanceof IOException))
                  .map(e -> result.refused(Kind.UNAVAILABLE))
                  .ifPresent(e -> same("retryable() after an interrupt", false, e.retryable()));
              return result.answered();
            }));
  }

  private static void keptFlag(CallResult<?> result) {
    boolean kept = Thread.interrupted();
    holds(kept, "the thread's flag after " + result.what(), "set", "clear");
  }

  private static void readOn(CaseContext context) throws InterruptedException {
    RecordingStore store = context.store();
    store.put("app.js", BODY, RecordingStore.TEXT);
    for (int start : List.of(0, 1, BODY.length / 2)) {
      CallResult<byte[]> rest =
          CaseContext.result(context.start(() -> restAfterInterrupt(store, start)));
      rest.answered()
          .ifPresent(
              bytes ->
                  sameBytes(
                      "the rest of a body, for an interrupted thread",
                      Arrays.copyOfRange(BODY, start, BODY.length),
                      bytes));
      rest.failed()
          .ifPresent(
              e -> holds(e instanceof IOException, rest.what(), "bytes or an IOException", e));
    }
    sameBytes("the body afterwards", BODY, store.read("app.js").bytes());
  }

  private static CallResult<byte[]> restAfterInterrupt(RecordingStore store, int start) {
    try (AssetReader reader = store.opening("app.js", ByteRange.ALL).succeeds()) {
      store.call("read " + start + " bytes", () -> reader.body().readNBytes(start)).succeeds();
      Thread.currentThread().interrupt();
      CallResult<byte[]> rest =
          store.call("read the rest after an interrupt", () -> reader.body().readAllBytes());
      keptFlag(rest);
      return rest;
    }
  }

  private static void pause(CaseContext context) throws InterruptedException {
    context.store().put("a.js", "one");
    RecordingStore store = context.through();
    int before = context.proxy().requests();
    context.proxy().always(new Fault.Status(503));
    context.steps().add("the backend answers 503 from now on");
    CompletableFuture<Thread> caller = new CompletableFuture<>();
    AtomicBoolean sent = new AtomicBoolean();
    Future<CallResult<Optional<AssetInfo>>> call =
        context.start(
            () -> {
              caller.complete(Thread.currentThread());
              CallResult<Optional<AssetInfo>> result = store.stating("a.js");
              while (!sent.get()) {
                Thread.onSpinWait();
              }
              keptFlag(result);
              return result;
            });
    boolean asked = context.proxy().awaitRequests(before + 1, context.patience());
    caller.join().interrupt();
    sent.set(true);

    holds(asked, "stat 'a.js'", "a request", "none");
    CaseContext.result(call).refused(Kind.UNAVAILABLE, Kind.THROTTLED);
    context.proxy().heal();
    same("the key, looked at afterwards", AssetKey.of("a.js"), store.info("a.js").key());
  }
}
