package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.PutCondition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What calls and stores hold on to: connections, files, threads. */
final class LeakCases {

  private static final int ROUNDS = 100;
  private static final int FEW_ROUNDS = 40;
  private static final int SIZE = 1 << 20;
  private static final int LARGE = 17 << 20;
  private static final int STORES = 20;
  private static final long PAUSE_MILLIS = 20;

  private LeakCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("leak.errors", "E8")
            .shows(
                "200 misses, ranges past the end and broken puts keep no file, thread or connection")
            .usualCause("a connection is given back on success only")
            .body(LeakCases::errors),
        TckCase.of("leak.early-close", "R6", "E8")
            .shows("readers closed before and after their first byte keep no file or connection")
            .usualCause("a connection is given back at the body's end only")
            .body(LeakCases::earlyClose),
        TckCase.of("leak.uploads", "E8", "P4")
            .tier(Tier.LARGE)
            .shows("three broken puts of 17 MiB leave nothing that inspect() tells of")
            .usualCause("an upload in parts is not abandoned when it breaks")
            .body(LeakCases::uploads),
        TckCase.of("leak.threads", "X4")
            .shows("20 stores that were opened, used and closed leave no threads and no open files")
            .usualCause("an executor, or a client's, is never shut down")
            .body(LeakCases::threads),
        TckCase.of("leak.connections", "E8", "R6", "X1")
            .needs(HarnessOption.LINE)
            .shows(
                "misses, broken puts and readers closed early keep no connection, nor does close()")
            .usualCause("a connection is neither given back to the pool nor ended")
            .body(LeakCases::connections));
  }

  private static void errors(CaseContext context) throws InterruptedException {
    RecordingStore store = context.store();
    store.put("app.js", "here");
    missAndBreak(store);
    Footprint before = Footprint.take();
    for (int i = 0; i < ROUNDS; i++) {
      missAndBreak(store);
    }
    before.grewLessThan(ROUNDS, "after failed calls", context.patience());
    store.holds("app.js", "here");
    same("the listing", List.of("app.js"), store.keys(""));
  }

  private static void missAndBreak(RecordingStore store) {
    store.reading("lost.js", ByteRange.ALL).refused(Kind.NOT_FOUND);
    store.reading("lost/too.js", ByteRange.from(1)).refused(Kind.NOT_FOUND);
    store.reading("app.js", ByteRange.from(100)).refused(Kind.INVALID);
    broken(store, 1_000);
    same("stat of an absent object", Optional.empty(), store.stat("lost.js"));
    same("the listing of an absent prefix", List.of(), store.keys("lost"));
    store.paging("", Optional.of(new Cursor("none of yours")), 10).refused(Kind.INVALID);
  }

  private static void broken(RecordingStore store, int size) {
    Content content = Bodies.breaking(Bodies.letters(size, 'b'), size - 1);
    store
        .putting(AssetKey.of("broken.js"), content, RecordingStore.TEXT, PutCondition.ALWAYS)
        .refused(Kind.INVALID, Kind.UNAVAILABLE, Kind.OUTCOME_UNKNOWN);
  }

  private static void earlyClose(CaseContext context) throws InterruptedException {
    RecordingStore store = context.store();
    store.put("big.bin", Bodies.letters(SIZE, 'b'), RecordingStore.TEXT);
    closeEarly(store);
    Footprint before = Footprint.take();
    for (int i = 0; i < ROUNDS; i++) {
      closeEarly(store);
    }
    before.grewLessThan(ROUNDS, "after readers were closed early", context.patience());
    same("the size of the body", SIZE, store.read("big.bin").bytes().length);
  }

  /** Closes one reader before its first byte, and one after it. */
  private static void closeEarly(RecordingStore store) {
    store.opening("big.bin", ByteRange.ALL).succeeds().close();
    try (AssetReader reader = store.opening("big.bin", ByteRange.from(10)).succeeds()) {
      same("the first byte", (int) 'b', store.firstByte(reader));
    }
  }

  private static void connections(CaseContext context) throws InterruptedException {
    context.store().put("app.js", "here");
    context.store().put("big.bin", Bodies.letters(SIZE, 'b'), RecordingStore.TEXT);
    RecordingStore store = context.recorded(context.openThrough(), "through the proxy: ");
    missAndBreak(store);
    closeEarly(store);
    int before = context.line().open();
    for (int i = 0; i < FEW_ROUNDS; i++) {
      missAndBreak(store);
      closeEarly(store);
    }
    int more = openAtMost(context, before + FEW_ROUNDS - 1) - before;
    holds(
        more < FEW_ROUNDS,
        "the connections after " + FEW_ROUNDS + " rounds of failed calls and readers closed early",
        "fewer than one for each round",
        more + " more");

    store.closing().succeeds();
    same("the connections of a closed store", 0, openAtMost(context, 0));
  }

  /** Waits for the ends of connections, which take a moment to arrive at the proxy. */
  private static int openAtMost(CaseContext context, int most) throws InterruptedException {
    long end = System.nanoTime() + context.patience().toNanos();
    while (context.line().open() > most && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return context.line().open();
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
    Footprint footprint = Footprint.take();
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
    footprint.grewLessThan(STORES, "after stores were closed", context.patience());
  }

  private static void useAndClose(CaseContext context) {
    RecordingStore store = context.closable("");
    store.put("app.js", "one");
    store.holds("app.js", "one");
    try (AssetReader reader = store.opening("app.js", ByteRange.ALL).succeeds()) {
      same("the first byte", (int) 'o', store.firstByte(reader));
    }
    store.closing().succeeds();
  }

  private static Set<Thread> left(Set<Thread> before) {
    Set<Thread> now = new HashSet<>(Thread.getAllStackTraces().keySet());
    now.removeAll(before);
    return now;
  }
}
