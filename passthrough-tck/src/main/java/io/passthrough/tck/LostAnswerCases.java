package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Page;
import io.passthrough.api.Version;
import io.passthrough.tck.proxy.Fault;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Answers that never arrive, or not whole. */
final class LostAnswerCases {

  private static final int SIZE = 300_000;
  private static final int LISTED = 50;

  private LostAnswerCases() {}

  static List<TckCase> all() {
    return List.of(
        conditional("cas.lost-response", "C5")
            .shows("a conditional put whose answer is lost does not fail for its own object")
            .usualCause("the client repeats the put, and the repetition meets the first one")
            .body(LostAnswerCases::lost),
        conditional("cas.409", "C6")
            .shows("a conflict that stored nothing is repeated or UNAVAILABLE")
            .usualCause("409 is taken for 412")
            .body(LostAnswerCases::conflict),
        conditional("cas.503", "E1", "E2", "C5")
            .shows("a conditional put that the backend cannot take fails, and stores nothing")
            .usualCause("only 412 is looked for, and whatever else comes is success")
            .body(LostAnswerCases::unavailable),
        TckCase.of("read.cut-connection", "R5", "E1")
            .needs(HarnessOption.HTTP_BACKEND)
            .shows("a body that breaks off is an IOException, never a clean end")
            .usualCause("the stream ends where the connection ends")
            .body(LostAnswerCases::cut),
        TckCase.of("list.cut-connection", "L4", "E1")
            .needs(HarnessOption.HTTP_BACKEND)
            .shows("a listing that breaks off is a failure, never a shorter listing")
            .usualCause("what has come of an answer is taken for all of it")
            .body(LostAnswerCases::cutListing));
  }

  private static TckCase.Builder conditional(String id, String... rules) {
    return TckCase.of(id, rules)
        .needs(HarnessOption.HTTP_BACKEND)
        .with(Capability.CREATE_IF_ABSENT);
  }

  private static void lost(CaseContext context) {
    RecordingStore store = context.through();
    context.proxy().onceOnWrite(new Fault.LostAnswer());

    CallResult<Version> put = store.creating("lock.json", "mine", RecordingStore.TEXT);

    put.failed().ifPresent(e -> put.refused(Kind.OUTCOME_UNKNOWN));
    context.store().holds("lock.json", "mine");
    store.creating("lock.json", "other", RecordingStore.TEXT).refused(Kind.CONDITION_FAILED);
    context.store().holds("lock.json", "mine");
  }

  private static void conflict(CaseContext context) {
    RecordingStore store = context.through();
    context.proxy().onceOnWrite(new Fault.Status(409));

    CallResult<Version> put = store.creating("lock.json", "mine", RecordingStore.TEXT);

    put.failed().ifPresent(e -> put.refused(Kind.UNAVAILABLE));
    same("whether it is there", put.worked(), context.store().stat("lock.json").isPresent());
  }

  private static void unavailable(CaseContext context) {
    RecordingStore store = context.through();
    context.proxy().always(new Fault.Status(503));

    store
        .creating("lock.json", "mine", RecordingStore.TEXT)
        .refused(Kind.UNAVAILABLE, Kind.THROTTLED, Kind.OUTCOME_UNKNOWN);
    context.store().lacks("lock.json");
  }

  private static void cut(CaseContext context) {
    byte[] body = Bodies.letters(SIZE, 'c');
    context.store().put("big.bin", body, RecordingStore.TEXT);
    RecordingStore store = context.through();
    for (int after : List.of(0, 1, SIZE / 2, SIZE - 1)) {
      context.proxy().once(new Fault.CutBody(after));
      CallResult<Snapshot> read = store.reading("big.bin", ByteRange.ALL);
      read.answered()
          .ifPresent(
              it ->
                  holds(
                      Arrays.equals(body, it.bytes()),
                      "the body, whose connection broke after " + after + " bytes",
                      "an exception, or all " + SIZE + " bytes",
                      "a clean end after " + it.bytes().length + " bytes"));
      read.failed()
          .filter(e -> !(e instanceof IOException))
          .ifPresent(e -> read.refused(Kind.UNAVAILABLE));
    }
    Expect.sameBytes("the body afterwards", body, store.read("big.bin").bytes());
    same("the key", AssetKey.of("big.bin"), store.info("big.bin").key());
  }

  private static void cutListing(CaseContext context) {
    List<String> keys = IntStream.range(0, LISTED).mapToObj("o%02d.js"::formatted).toList();
    keys.forEach(key -> context.store().put(key, "x"));
    RecordingStore store = context.through();
    for (int after : List.of(0, LISTED, LISTED * 40)) {
      context.proxy().once(new Fault.CutBody(after));
      CallResult<Page> page = store.paging("", Optional.empty(), 100);
      page.failed().ifPresent(e -> page.refused(Kind.UNAVAILABLE));
      page.answered()
          .ifPresent(
              it ->
                  same(
                      "the listing, whose connection broke after " + after + " bytes",
                      keys,
                      RecordingStore.keys(it.entries())));
    }
    same("the listing afterwards", keys, store.keys(""));
  }
}
