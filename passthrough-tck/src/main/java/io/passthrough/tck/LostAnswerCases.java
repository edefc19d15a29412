package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;
import static io.passthrough.tck.Expect.sameBytes;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
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
  private static final int CUTS = 12;

  private LostAnswerCases() {}

  static List<TckCase> all() {
    return List.of(
        conditional("cas.lost-response", "C5")
            .shows("a conditional put whose answer is lost does not fail for its own object")
            .usualCause("the client repeats the put, and the repetition meets the first one")
            .body(LostAnswerCases::lost),
        conditional("cas.lost-refusal", "C1", "C5")
            .shows("a lost answer that was a refusal is not taken for success")
            .usualCause("whatever object is there after a lost answer is one's own")
            .body(LostAnswerCases::lostRefusal),
        conditional("cas.409", "C6")
            .shows("a conflict that stored nothing is repeated or UNAVAILABLE")
            .usualCause("409 is taken for 412")
            .body(LostAnswerCases::conflict),
        conditional("cas.503", "E1", "E2", "C5")
            .shows("a conditional put that the backend cannot take fails, and stores nothing")
            .usualCause("only 412 is looked for, and whatever else comes is success")
            .body(LostAnswerCases::unavailable),
        TckCase.of("cas.cut-anywhere", "C5", "P1", "E2")
            .needs(HarnessOption.LINE)
            .with(Capability.CREATE_IF_ABSENT)
            .shows("wherever the line breaks in a conditional put, what the store says is so")
            .usualCause("a lost answer is a failure that stored nothing, or another's object")
            .body(LostAnswerCases::cutAnywhere),
        TckCase.of("stream.cut-upload", "P1", "P6", "E2")
            .needs(HarnessOption.LINE)
            .shows("an upload that breaks off is repeated as a whole, or fails and stores nothing")
            .usualCause("what has arrived is published, or the repetition sends the rest only")
            .body(LostAnswerCases::cutUpload),
        TckCase.of("read.cut-then-overwritten", "R4", "R5")
            .needs(HarnessOption.LINE)
            .shows("a body that breaks off does not go on in the object that is there by then")
            .usualCause("the rest is asked for by its offset, without the version")
            .body(LostAnswerCases::cutThenOverwritten),
        TckCase.of("read.cut-connection", "R5", "E1")
            .needs(HarnessOption.LINE)
            .shows("a body that breaks off is an IOException, never a clean end")
            .usualCause("the stream ends where the connection ends")
            .body(LostAnswerCases::cut),
        TckCase.of("list.cut-connection", "L4", "E1")
            .needs(HarnessOption.LINE)
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
    context.store().isThere("lock.json", put.worked());
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
      context.line().cutOnce(after);
      context.steps().add("the next answer breaks off after " + after + " bytes");
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
      context.line().heal();
    }
    sameBytes("the body afterwards", body, store.read("big.bin").bytes());
    same("the key", AssetKey.of("big.bin"), store.info("big.bin").key());
  }

  private static void lostRefusal(CaseContext context) {
    context.store().put("lock.json", "another's");
    RecordingStore store = context.through();
    context.proxy().onceOnWrite(new Fault.LostAnswer());
    context.steps().add("the answer to the next put is lost");

    store
        .creating("lock.json", "mine", RecordingStore.TEXT)
        .refused(Kind.CONDITION_FAILED, Kind.OUTCOME_UNKNOWN);
    context.store().holds("lock.json", "another's");

    RecordingStore guarded = context.recorded(store.guarded(), "through core's guard: ");
    context.proxy().onceOnWrite(new Fault.LostAnswer());
    guarded.creating("lock.json", "mine", RecordingStore.TEXT).refused(Kind.CONDITION_FAILED);
    context.store().holds("lock.json", "another's");
  }

  /** Breaks the line ever later in the answers to a put, until it goes through unharmed. */
  private static void cutAnywhere(CaseContext context) {
    RecordingStore store = context.through();
    long before = context.line().bytes();
    store.creating("warm.json", "warm", RecordingStore.TEXT).succeeds();
    long answers = Math.max(1, context.line().bytes() - before);
    boolean armed = false;
    for (int point = 0; point < CUTS && !armed; point++) {
      String key = "lock%d.json".formatted(point);
      long after = answers * point / (CUTS - 1);
      context.line().cutAnswerOnce(after);
      context.steps().add("the line breaks after " + after + " bytes of answers");
      CallResult<Version> put = store.creating(key, "mine", RecordingStore.TEXT);
      armed = context.line().isArmed();
      context.line().heal();
      put.failed().ifPresent(e -> put.refused(Kind.UNAVAILABLE, Kind.OUTCOME_UNKNOWN));
      if (put.worked()) {
        context.store().holds(key, "mine");
      } else if (put.refused(Kind.UNAVAILABLE, Kind.OUTCOME_UNKNOWN).kind() == Kind.UNAVAILABLE) {
        context.store().isThere(key, false);
      }
    }
    store.creating("after.json", "all works", RecordingStore.TEXT).succeeds();
  }

  private static void cutUpload(CaseContext context) {
    byte[] body = Bodies.random(SIZE, 17);
    context.store().put("old.bin", "the old object");
    RecordingStore store = context.through();
    for (String key : List.of("new.bin", "old.bin")) {
      context.line().cutUploadOnce(SIZE / 2);
      context.steps().add("the line breaks after " + SIZE / 2 + " bytes of the next upload");
      CallResult<Version> put =
          store.putting(
              AssetKey.of(key), Content.of(body), RecordingStore.TEXT, PutCondition.ALWAYS);
      context.line().heal();
      if (put.worked()) {
        sameBytes("the body of " + key, body, context.store().read(key).bytes());
      } else {
        put.refused(Kind.UNAVAILABLE, Kind.OUTCOME_UNKNOWN);
        asBefore(context.store(), key);
      }
    }
  }

  private static void asBefore(RecordingStore store, String key) {
    if (key.equals("old.bin")) {
      store.holds(key, "the old object");
    } else {
      store.lacks(key);
    }
  }

  private static void cutThenOverwritten(CaseContext context) {
    byte[] old = Bodies.random(SIZE, 19);
    RecordingStore store = context.through();
    for (boolean deleted : List.of(false, true)) {
      context.store().put("big.bin", old, RecordingStore.TEXT);
      context.line().cutOnce(SIZE / 2);
      context.steps().add("the next answer breaks off after " + SIZE / 2 + " bytes");
      CallResult<AssetReader> opened = store.opening("big.bin", ByteRange.ALL);
      if (opened.worked()) {
        readOn(context, store, opened.succeeds(), deleted);
      } else {
        opened.refused(Kind.UNAVAILABLE);
      }
      context.line().heal();
    }
  }

  private static void readOn(
      CaseContext context, RecordingStore store, AssetReader opened, boolean deleted) {
    byte[] old = Bodies.random(SIZE, 19);
    try (opened) {
      CallResult<byte[]> start =
          store.call("read 1,000 bytes", () -> opened.body().readNBytes(1_000));
      if (deleted) {
        context.second().delete("big.bin");
      } else {
        context.second().put("big.bin", Bodies.random(SIZE, 23), RecordingStore.TEXT);
      }
      CallResult<byte[]> rest =
          store.call("read the rest of the body", () -> opened.body().readAllBytes());
      for (CallResult<byte[]> each : List.of(start, rest)) {
        each.failed()
            .ifPresent(
                e -> holds(e instanceof IOException, each.what(), "bytes or an IOException", e));
      }
      if (start.worked() && rest.worked()) {
        sameBytes(
            "the rest of a body whose line broke",
            Arrays.copyOfRange(old, start.succeeds().length, SIZE),
            rest.succeeds());
      }
    }
  }

  private static void cutListing(CaseContext context) {
    List<String> keys = IntStream.range(0, LISTED).mapToObj("o%02d.js"::formatted).toList();
    keys.forEach(key -> context.store().put(key, "x"));
    RecordingStore store = context.through();
    for (int after : List.of(0, LISTED, LISTED * 40)) {
      context.line().cutOnce(after);
      context.steps().add("the next answer breaks off after " + after + " bytes");
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
