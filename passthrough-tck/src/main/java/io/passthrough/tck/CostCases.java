package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.ByteRange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** What operations cost, counted at the proxy. */
final class CostCases {

  private static final int OBJECTS = 1_100;
  private static final int WRITERS = 8;
  private static final int SMALL_PAGE = 20;
  private static final int SMALL_PAGES_FACTOR = 3;

  /** What a request costs beside its entries. */
  private static final int HEAD_BYTES = 4_096;

  private static final int ABSENT = 300;
  private static final int BODY = 32 << 20;
  private static final int CHEAP = 8 << 20;

  private CostCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("list.cost", "L9")
            .needs(HarnessOption.HTTP_BACKEND)
            .shows("1,100 objects are listed with at most 4 requests")
            .usualCause("each entry, or each folder, is asked for what the page does not tell")
            .body(CostCases::listing),
        TckCase.of("list.cost-of-small-pages", "L9")
            .needs(HarnessOption.LINE)
            .shows("1,100 objects cost about as many bytes in pages of 20 as in large ones")
            .usualCause("each page is cut from a larger one, whose rest is fetched again")
            .body(CostCases::smallPages),
        TckCase.of("delete.cost", "D7")
            .needs(HarnessOption.HTTP_BACKEND)
            .shows("300 absent keys are deleted with at most 300 requests")
            .usualCause("each key is looked up before it is deleted")
            .body(CostCases::deleting),
        TckCase.of("range.cost", "B5")
            .needs(HarnessOption.LINE)
            .shows("a thousand bytes of 32 MiB are read with less than 8 MiB on the line")
            .usualCause("the whole object is fetched, and what is not wanted is skipped")
            .body(CostCases::range),
        TckCase.of("read.close-early-is-cheap", "R6")
            .needs(HarnessOption.LINE)
            .shows("closing a reader after one byte of 32 MiB fetches less than 8 MiB")
            .usualCause("close() drains the body so that the connection can be used again")
            .body(CostCases::closingEarly));
  }

  private static void writeAll(CaseContext context) throws InterruptedException {
    List<Callable<Integer>> writers = new ArrayList<>();
    RecordingStore store = context.store();
    for (int writer = 0; writer < WRITERS; writer++) {
      int start = writer;
      writers.add(() -> write(store, start));
    }
    context.together(writers);
  }

  private static void smallPages(CaseContext context) throws InterruptedException {
    writeAll(context);
    RecordingStore store = context.through();
    store.stat("lost.js");
    long start = context.line().bytes();
    same("the number of objects", OBJECTS, store.keys("").size());
    long large = context.line().bytes() - start;
    int listed = store.pages("", SMALL_PAGE).stream().mapToInt(page -> page.entries().size()).sum();
    long small = context.line().bytes() - start - large;

    same("the number of objects in pages of " + SMALL_PAGE, OBJECTS, listed);
    long most = SMALL_PAGES_FACTOR * large + OBJECTS / SMALL_PAGE * HEAD_BYTES;
    holds(small <= most, "the bytes of pages of " + SMALL_PAGE, "at most " + most, small);
  }

  private static void listing(CaseContext context) throws InterruptedException {
    writeAll(context);
    RecordingStore store = context.through();
    int before = context.proxy().requests();
    int listed = store.keys("").size();
    int requests = context.proxy().requests() - before;

    same("the number of objects in the listing", OBJECTS, listed);
    holds(requests <= 4, "the requests for " + OBJECTS + " objects", "at most 4", requests);
  }

  private static int write(RecordingStore store, int start) {
    IntStream.iterate(start, i -> i < OBJECTS, i -> i + WRITERS)
        .forEach(i -> store.put("f%03d/o%04d.js".formatted(i % 100, i), "x"));
    return start;
  }

  private static void deleting(CaseContext context) {
    RecordingStore store = context.through();
    String[] keys =
        IntStream.range(0, ABSENT).mapToObj("o%04d.js"::formatted).toArray(String[]::new);
    int before = context.proxy().requests();
    store.delete(keys);
    int requests = context.proxy().requests() - before;

    holds(
        requests <= ABSENT,
        "the requests for " + ABSENT + " keys",
        "at most one for each",
        requests);
  }

  private static void range(CaseContext context) {
    byte[] body = Bodies.letters(BODY, 'b');
    context.store().put("big.bin", body, RecordingStore.TEXT);
    RecordingStore store = context.through();
    long before = context.line().bytes();
    for (long offset : List.of(0L, BODY - 1_000L)) {
      Snapshot read = store.reading("big.bin", ByteRange.of(offset, 1_000)).succeeds();
      same("the number of bytes", 1_000, read.bytes().length);
    }
    long fetched = context.line().bytes() - before;

    holds(fetched < CHEAP, "the bytes that two ranges cost", "less than " + CHEAP, fetched);
  }

  private static void closingEarly(CaseContext context) {
    context.store().put("big.bin", Bodies.letters(BODY, 'b'), RecordingStore.TEXT);
    RecordingStore store = context.through();
    long before = context.line().bytes();
    try (AssetReader reader = store.opening("big.bin", ByteRange.ALL).succeeds()) {
      same("the first byte", (int) 'b', store.firstByte(reader));
    }
    same("the key, looked at afterwards", AssetKey.of("big.bin"), store.info("big.bin").key());
    long fetched = context.line().bytes() - before;

    holds(fetched < CHEAP, "the bytes that closing early costs", "less than " + CHEAP, fetched);
  }
}
