package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many threads at once. */
final class ConcurrencyCases {

  private static final int KEYS = 20;
  private static final int THREADS = 64;
  private static final int WRITERS = 6;
  private static final int SIZE = 200_000;
  private static final int BIG = 2 << 20;
  private static final int OPEN = 6;
  private static final int OVERWRITES = 10;
  private static final int READERS = 3;
  private static final int OBJECTS = 8;
  private static final int LOOKING = 16;
  private static final int LOOKS = 12;

  private ConcurrencyCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("conc.20-keys", "T1")
            .shows("20 objects put at the same time are all there, each with its own bytes")
            .usualCause("a buffer, or a request under construction, is shared by calls")
            .body(ConcurrencyCases::keys),
        TckCase.of("conc.64-threads-1-handle", "T1")
            .shows("64 threads put, stat, read and list on one store at the same time")
            .usualCause("a call that holds a connection waits for another one")
            .body(ConcurrencyCases::threads),
        TckCase.of("conc.slow-bodies", "T1")
            .shows("a put and readers that take their time hold up no other call of the store")
            .usualCause("a lock, or the only connection, is held for as long as a body lasts")
            .body(ConcurrencyCases::slowBodies),
        TckCase.of("conc.infos-across-threads", "T1", "R2")
            .aRace()
            .shows("16 threads that look at 8 objects see of each what one thread sees")
            .usualCause("a date format, a buffer or a digest is shared by calls")
            .body(ConcurrencyCases::infos),
        TckCase.of("conc.same-key-writers", "P8", "V1")
            .aRace()
            .shows("of 6 puts of one key at once one wins whole, and has the version it was told")
            .usualCause("writers share a temporary name, or parts of two uploads are mixed")
            .body(ConcurrencyCases::writers),
        TckCase.of("conc.readers-during-overwrites", "P1", "R4")
            .tier(Tier.RACE)
            .aRace()
            .shows("readers see the old object or the new one while it is overwritten")
            .usualCause("the old object is deleted, or cut, before the new one is there")
            .body(ConcurrencyCases::readers),
        TckCase.of("conc.read-your-writes", "V4", "O7")
            .with(Capability.STRONG_CONSISTENCY)
            .shows("what one thread did, the next one sees through another handle")
            .usualCause("an answer is kept for a while")
            .body(ConcurrencyCases::readYourWrites),
        TckCase.of("consistency.seen-in-the-end", "V4")
            .without(Capability.STRONG_CONSISTENCY)
            .shows("without STRONG_CONSISTENCY a put, and then a delete, is seen within seconds")
            .usualCause("an absence, or an old object, is kept for good")
            .body(ConcurrencyCases::seenInTheEnd));
  }

  private static void keys(CaseContext context) throws InterruptedException {
    RecordingStore store = context.store();
    LastByteBarrier barrier = new LastByteBarrier(KEYS, context.patience());
    List<Callable<Version>> puts = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      Content held = barrier.holding(Bodies.letters(1_000 + i, (char) ('a' + i)));
      AssetKey key = AssetKey.of("k" + i + ".js");
      puts.add(() -> store.putting(key, held, RecordingStore.TEXT, PutCondition.ALWAYS).succeeds());
    }
    context.together(puts);
    for (int i = 0; i < KEYS; i++) {
      byte[] body = Bodies.letters(1_000 + i, (char) ('a' + i));
      Expect.sameBytes("the body of k" + i + ".js", body, store.read("k" + i + ".js").bytes());
    }
    same("the number of objects", KEYS, store.keys("").size());
  }

  private static void threads(CaseContext context) throws InterruptedException {
    RecordingStore store = context.store();
    LastByteBarrier barrier = new LastByteBarrier(THREADS, context.patience());
    List<Callable<Integer>> tasks =
        IntStream.range(0, THREADS)
            .<Callable<Integer>>mapToObj(i -> () -> everything(store, "t" + i + ".js", barrier))
            .toList();
    context.together(tasks);
    same("the number of objects", THREADS, store.keys("").size());
  }

  private static int everything(RecordingStore store, String key, LastByteBarrier barrier) {
    Content held = barrier.holding(Bodies.letters(500, 't'));
    store.putting(AssetKey.of(key), held, RecordingStore.TEXT, PutCondition.ALWAYS).succeeds();
    same("the size that stat tells", 500L, store.info(key).size());
    same("the size of the body", 500, store.read(key).bytes().length);
    return store.keys(key).size();
  }

  private static void slowBodies(CaseContext context) throws InterruptedException {
    RecordingStore store = context.store();
    store.put("big.bin", Bodies.letters(BIG, 'b'), RecordingStore.TEXT);
    LastByteBarrier barrier = new LastByteBarrier(2, context.patience());
    Content held = barrier.holding(Bodies.letters(SIZE, 'h'));
    AssetKey key = AssetKey.of("held.bin");
    Future<Version> put =
        context.start(
            () -> store.putting(key, held, RecordingStore.TEXT, PutCondition.ALWAYS).succeeds());
    holds(barrier.awaitFirst(), "the put", "it reads its content", "it does not");
    Future<Boolean> others = context.start(() -> besideReaders(store));
    boolean ended = CaseContext.ends(others, context.patience());
    barrier.open();

    holds(
        ended && !barrier.gaveUp(),
        "the calls beside a slow put and " + OPEN + " open readers",
        "an end before the put's",
        "none");
    CaseContext.result(others);
    CaseContext.result(put);
  }

  private static boolean besideReaders(RecordingStore store) {
    List<AssetReader> readers = new ArrayList<>();
    try {
      for (int i = 0; i < OPEN; i++) {
        readers.add(store.opening("big.bin", ByteRange.ALL).succeeds());
        same("the first byte", (int) 'b', store.firstByte(readers.get(i)));
      }
      store.put("app.js", "app");
      store.holds("app.js", "app");
      same("the listing", List.of("app.js", "big.bin"), store.keys(""));
      store.delete("app.js");
    } finally {
      readers.forEach(AssetReader::close);
    }
    return true;
  }

  private static void infos(CaseContext context) throws InterruptedException {
    RecordingStore store = context.store();
    List<Snapshot> alone = new ArrayList<>();
    for (int i = 0; i < OBJECTS; i++) {
      AssetHeaders headers =
          AssetHeaders.of("text/x-" + i)
              .withCacheControl("max-age=" + i * i)
              .withMetadata(Map.of("number", "n" + i));
      store.put("o" + i + ".js", Bodies.random(10_000 + 1_000 * i, i), headers);
      alone.add(store.read("o" + i + ".js"));
    }
    List<Callable<Integer>> tasks =
        IntStream.range(0, LOOKING)
            .<Callable<Integer>>mapToObj(i -> () -> looks(store, alone, i))
            .toList();
    context.together(tasks);
  }

  private static int looks(RecordingStore store, List<Snapshot> alone, int first) {
    for (int i = first; i < first + LOOKS; i++) {
      Snapshot expected = alone.get(i % OBJECTS);
      String key = expected.info().key().value();
      same("what stat tells among others", expected.info(), store.info(key));
      Snapshot read = store.read(key);
      same("what read tells among others", expected.info(), read.info());
      Expect.sameBytes("the body among others", expected.bytes(), read.bytes());
      same(
          "the version that list tells among others",
          expected.info().version(),
          store.entry(key).version());
    }
    return LOOKS;
  }

  private static void writers(CaseContext context) throws InterruptedException {
    RecordingStore store = context.store();
    for (int round = 0; round < 3; round++) {
      AssetKey key = AssetKey.of("round" + round + ".js");
      LastByteBarrier barrier = new LastByteBarrier(WRITERS, context.patience());
      List<Callable<Version>> puts = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Content held = barrier.holding(Bodies.letters(SIZE, (char) ('a' + i)));
        RecordingStore handle = i % 2 == 0 ? store : context.second();
        puts.add(
            () ->
                handle
                    .puttingInTurn(key, held, RecordingStore.TEXT, PutCondition.ALWAYS)
                    .succeeds());
      }
      List<Version> versions = context.together(puts);
      same("how many versions the puts were told", WRITERS, Set.copyOf(versions).size());
      Snapshot won = whole(store.read(key.value()));
      same(
          "the version that the put of the bytes was told",
          versions.get(won.bytes()[0] - 'a'),
          won.info().version());
    }
  }

  /** Fails unless a body is of one letter, from the first byte to the last. */
  private static Snapshot whole(Snapshot read) {
    byte[] bytes = read.bytes();
    same("the size of a body that is overwritten", SIZE, bytes.length);
    Expect.sameBytes("a body that is overwritten", Bodies.letters(SIZE, (char) bytes[0]), bytes);
    return read;
  }

  private static void readers(CaseContext context) throws InterruptedException {
    RecordingStore store = context.store();
    AssetKey key = AssetKey.of("app.js");
    store.put("app.js", Bodies.letters(SIZE, 'a'), RecordingStore.TEXT);
    for (int i = 1; i <= OVERWRITES; i++) {
      LastByteBarrier barrier = new LastByteBarrier(2, context.patience());
      Content held = barrier.holding(Bodies.letters(SIZE, (char) ('a' + i)));
      Future<Version> put =
          context.start(
              () -> store.putting(key, held, RecordingStore.TEXT, PutCondition.ALWAYS).succeeds());
      holds(barrier.awaitFirst(), "the put", "it reads its content", "it does not");
      Snapshot old = whole(context.second().read("app.js"));
      same("the letter while the next put is under way", 'a' + i - 1, (int) old.bytes()[0]);
      barrier.open();
      CaseContext.result(put);
    }
    List<Callable<Integer>> tasks = new ArrayList<>();
    tasks.add(() -> overwrite(store));
    for (int i = 0; i < READERS; i++) {
      tasks.add(() -> readAgain(context.second()));
    }
    context.together(tasks);
  }

  private static int overwrite(RecordingStore store) {
    for (int i = 0; i < OVERWRITES; i++) {
      store.put("app.js", Bodies.letters(SIZE, (char) ('A' + i)), RecordingStore.TEXT);
    }
    return OVERWRITES;
  }

  private static int readAgain(RecordingStore store) {
    for (int i = 0; i < OVERWRITES; i++) {
      CallResult<Snapshot> read = store.reading("app.js", ByteRange.ALL);
      read.failed().filter(e -> !(e instanceof IOException)).ifPresent(e -> read.succeeds());
      read.answered().ifPresent(ConcurrencyCases::whole);
    }
    return OVERWRITES;
  }

  private static void readYourWrites(CaseContext context) throws InterruptedException {
    RecordingStore one = context.store();
    RecordingStore other = context.second();
    List<Callable<Integer>> tasks =
        IntStream.range(0, WRITERS)
            .<Callable<Integer>>mapToObj(i -> () -> seen(one, other, "f" + i + "/app.js"))
            .toList();
    context.together(tasks);
  }

  private static int seen(RecordingStore writer, RecordingStore reader, String key) {
    for (int i = 0; i < OVERWRITES; i++) {
      Version version = writer.put(key, "round " + i);
      same("the version that stat tells", version, reader.info(key).version());
      reader.holds(key, "round " + i);
      same("the version that list tells", version, reader.entry(key).version());
      writer.delete(key);
      reader.lacks(key);
    }
    return OVERWRITES;
  }

  private static void seenInTheEnd(CaseContext context) {
    RecordingStore store = context.store();
    context.second().stat("app.js");
    Version version = store.put("app.js", "one");
    same(
        "the version that the second handle sees",
        version,
        context.second().info("app.js").version());
    same("the listing", List.of("app.js"), context.second().keys(""));
    store.delete("app.js");
    context.second().lacks("app.js");
  }
}
