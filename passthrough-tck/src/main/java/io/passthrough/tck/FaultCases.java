package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.tck.proxy.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a store makes of a backend that is away, slow or busy. */
final class FaultCases {

  private static final int MAX_ATTEMPTS = 10;
  private static final int SIZE = 300_000;
  private static final Kind[] AWAY = {Kind.UNAVAILABLE};
  private static final Kind[] DENIED = {Kind.ACCESS_DENIED};
  private static final Kind[] BUSY = {Kind.THROTTLED};
  private static final Kind[] AWAY_OR_BUSY = {Kind.UNAVAILABLE, Kind.THROTTLED};
  private static final Kind[] AWAY_OR_UNKNOWN = {Kind.UNAVAILABLE, Kind.OUTCOME_UNKNOWN};
  private static final int MAX_CONNECTIONS = 5 * MAX_ATTEMPTS;

  /** The next request may have been on its way when the answer was still arriving. */
  private static final Duration ALMOST_A_SECOND = Duration.ofMillis(900);

  private static final Map<Integer, Kind[]> KINDS =
      Map.of(
          401, DENIED, 403, DENIED, 429, BUSY, 500, AWAY, 502, AWAY, 503, AWAY_OR_BUSY, 504, AWAY);

  private FaultCases() {}

  static List<TckCase> all() {
    return List.of(
        broken("fault.refused", "E2", "E6")
            .shows("a backend that refuses connections is UNAVAILABLE from every operation")
            .usualCause("no answer is taken for no object")
            .body(FaultCases::refused),
        broken("fault.stalled", "E2", "E6")
            .shows("a backend that never answers is UNAVAILABLE, in bounded time")
            .usualCause("the client has no time limit")
            .body(FaultCases::stalled),
        broken("fault.stalled-body", "E6", "R5", "E2")
            .shows("a body that stops coming is an IOException, in bounded time, and no clean end")
            .usualCause("the time limit ends with the answer's head")
            .body(FaultCases::stalledBody),
        broken("fault.late", "E6", "B1")
            .shows("an answer that comes a second late is as good as any")
            .usualCause("the time limit is too short, or what was asked meanwhile is mixed up")
            .body(FaultCases::late),
        faulty("fault.5xx-then-ok", "E5", "P6")
            .shows("after one 503 an operation succeeds, or says that it can be repeated")
            .usualCause("no attempt follows, or the answer of the first one is returned")
            .body(FaultCases::unavailableOnce),
        faulty("fault.429", "E2", "E5")
            .shows("a backend that is asked too often is THROTTLED, which can be repeated")
            .usualCause("429 is one of many that become UNAVAILABLE")
            .body(FaultCases::throttled),
        faulty("fault.mapping", "E2")
            .shows("401, 403, 429, 500, 502, 503 and 504 become the kinds that they mean")
            .usualCause("whatever is not 200 becomes one kind, or absence")
            .body(FaultCases::mapping),
        faulty("fault.attempts-not-multiplied", "E6", "T3")
            .shows("a call makes at most 10 attempts")
            .usualCause("two layers repeat, each for itself")
            .body(FaultCases::attempts),
        broken("fault.message", "E3", "E4")
            .shows("a failure tells operation, key and store, and has the cause")
            .usualCause("the vendor's exception is replaced, or its message is all there is")
            .body(FaultCases::message),
        broken("fault.cut", "E2", "E6", "T3")
            .shows("a backend that cuts every connection is UNAVAILABLE, after a few attempts")
            .usualCause("a broken connection is taken for an empty answer, or tried again for ever")
            .body(FaultCases::cut),
        faulty("fault.retry-after", "T4", "E5")
            .shows("a backend that says when to come again is not asked before")
            .usualCause("the client waits as long as it always does")
            .body(FaultCases::retryAfter),
        faulty("fault.retry-after-too-late", "T4", "E6")
            .shows("a backend that says to come again in an hour does not hold a call for so long")
            .usualCause("the client waits for as long as it is told")
            .body(FaultCases::retryAfterTooLate),
        faulty("stream.reopen", "P6", "P1")
            .shows("a put that is repeated sends the whole content again")
            .usualCause("the second attempt goes on with the stream of the first one")
            .body(FaultCases::reopened));
  }

  private static TckCase.Builder broken(String id, String... rules) {
    return TckCase.of(id, rules).needs(HarnessOption.LINE);
  }

  private static TckCase.Builder faulty(String id, String... rules) {
    return TckCase.of(id, rules).needs(HarnessOption.HTTP_BACKEND);
  }

  private static void refused(CaseContext context) {
    context.store().put("a.js", "one");
    RecordingStore store = context.through();
    context.line().refuse();
    context.steps().add("the backend refuses connections from now on");

    eachRefused(store, Kind.UNAVAILABLE);
  }

  private static void eachRefused(RecordingStore store, Kind... kinds) {
    store.stating("a.js").refused(kinds);
    store.reading("a.js", ByteRange.ALL).refused(kinds);
    store.paging("", Optional.empty(), 10).refused(kinds);
    putting(store, "b.js").refused(AWAY_OR_UNKNOWN);
    store.undeleted("a.js").refused(kinds);
  }

  private static CallResult<Version> putting(RecordingStore store, String key) {
    Content content = Content.of(Bodies.letters(100, 'p'));
    return store.putting(AssetKey.of(key), content, RecordingStore.TEXT, PutCondition.ALWAYS);
  }

  private static void stalled(CaseContext context) {
    context.store().put("a.js", "one");
    RecordingStore store = context.through();
    context.line().stall();
    context.steps().add("the backend acts, and never answers");

    store.stating("a.js").refused(Kind.UNAVAILABLE);
    putting(store, "b.js").refused(Kind.UNAVAILABLE, Kind.OUTCOME_UNKNOWN);
  }

  private static void stalledBody(CaseContext context) {
    byte[] body = Bodies.letters(SIZE, 's');
    context.store().put("big.bin", body, RecordingStore.TEXT);
    RecordingStore store = context.through();
    int after = SIZE / 2;
    context.line().stallOnce(after);
    context.steps().add("the next answer stops after " + after + " bytes");
    CallResult<Snapshot> read = store.reading("big.bin", ByteRange.ALL);

    read.answered()
        .ifPresent(
            it ->
                holds(
                    Arrays.equals(body, it.bytes()),
                    "the body, which stopped after " + after + " bytes",
                    "an exception, or all " + SIZE + " bytes",
                    "a clean end after " + it.bytes().length + " bytes"));
    read.failed().filter(e -> !(e instanceof IOException)).ifPresent(e -> read.refused(AWAY));
    Expect.sameBytes("the body afterwards", body, store.read("big.bin").bytes());
  }

  private static void late(CaseContext context) {
    context.store().put("a.js", "one");
    context.store().put("b.js", "another");
    RecordingStore store = context.through();
    context.line().delayOnce(Duration.ofSeconds(1));
    context.steps().add("the next answer is a second late");

    store.holds("a.js", "one");
    store.holds("b.js", "another");
  }

  private static void unavailableOnce(CaseContext context) {
    context.store().put("a.js", "one");
    RecordingStore store = context.through();
    context.proxy().once(new Fault.Status(503));
    CallResult<Snapshot> read = store.reading("a.js", ByteRange.ALL);
    context.proxy().once(new Fault.Status(503));
    CallResult<Version> put = putting(store, "b.js");

    rightOrRepeatable(read);
    rightOrRepeatable(put);
    context.store().isThere("b.js", put.worked());
    read.answered().ifPresent(it -> same("the body", "one", it.text()));
  }

  private static void rightOrRepeatable(CallResult<?> result) {
    result
        .failed()
        .ifPresent(
            e ->
                holds(
                    result.refused(AWAY_OR_BUSY).retryable(),
                    result.what() + ", which was told once to come again",
                    "a failure that can be repeated",
                    e));
  }

  private static void throttled(CaseContext context) {
    context.store().put("a.js", "one");
    RecordingStore store = context.through();
    context.proxy().once(new Fault.Status(429));
    rightOrRepeatable(store.reading("a.js", ByteRange.ALL));
    context.proxy().always(new Fault.Status(429));

    AssetStoreException e = store.reading("a.js", ByteRange.ALL).refused(Kind.THROTTLED);
    holds(e.retryable(), "retryable() of a THROTTLED", "true", e);
    putting(store, "b.js").refused(Kind.THROTTLED);
  }

  private static void mapping(CaseContext context) {
    context.store().put("a.js", "one");
    RecordingStore store = context.through();
    KINDS.forEach(
        (status, kinds) -> {
          context.proxy().always(new Fault.Status(status));
          context.steps().add("the backend answers " + status + " from now on");
          Refusals.about(store.reading("a.js", ByteRange.ALL).refused(kinds), "read", "a.js");
          Refusals.about(store.stating("a.js").refused(kinds), "stat", "a.js");
          Refusals.about(store.paging("", Optional.empty(), 10).refused(kinds), "list");
          Refusals.about(putting(store, "b.js").refused(forPut(status, kinds)), "put", "b.js");
          Refusals.about(store.undeleted("a.js").refused(kinds), "delete");
        });
    context.store().lacks("b.js");
    context.store().holds("a.js", "one");
  }

  /** An error of the server does not tell whether the put was applied. */
  private static Kind[] forPut(int status, Kind... kinds) {
    List<Kind> allowed = new ArrayList<>(List.of(kinds));
    if (status >= 500) {
      allowed.add(Kind.OUTCOME_UNKNOWN);
    }
    return allowed.toArray(Kind[]::new);
  }

  private static void attempts(CaseContext context) {
    context.store().put("a.js", "one");
    RecordingStore store = context.through();
    context.proxy().always(new Fault.Status(503));
    int before = context.proxy().requests();
    store.reading("a.js", ByteRange.ALL).refused(AWAY_OR_BUSY);
    int made = context.proxy().requests() - before;

    holds(made <= MAX_ATTEMPTS, "the requests of one read", "at most " + MAX_ATTEMPTS, made);
  }

  private static void message(CaseContext context) {
    context.store().put("js/app.js", "one");
    RecordingStore store = context.through();
    context.line().refuse();
    context.steps().add("the backend refuses connections from now on");

    List.of(
            Refusals.about(store.stating("js/app.js").refused(AWAY), "stat", "js/app.js"),
            Refusals.about(
                store.reading("js/app.js", ByteRange.ALL).refused(AWAY), "read", "js/app.js"),
            Refusals.about(putting(store, "js/b.js").refused(AWAY_OR_UNKNOWN), "put", "js/b.js"),
            Refusals.about(store.paging("", Optional.empty(), 10).refused(AWAY), "list"),
            Refusals.about(store.undeleted("js/app.js").refused(AWAY), "delete"))
        .forEach(
            e ->
                holds(
                    e.getCause() != null,
                    "the cause of the failure of " + e.operation(),
                    "the vendor's exception",
                    "nothing"));
  }

  private static void cut(CaseContext context) {
    context.store().put("a.js", "one");
    RecordingStore store = context.through();
    store.holds("a.js", "one");
    int before = context.line().connections();
    context.line().cut();
    context.steps().add("every connection is cut before its first answer");

    eachRefused(store, AWAY);
    int made = context.line().connections() - before;
    holds(made <= MAX_CONNECTIONS, "the connections of five calls", "at most 50", made);
    context.line().heal();
    putting(store, "after.js").succeeds();
    context.store().isThere("after.js", true);
  }

  private static void retryAfter(CaseContext context) {
    context.store().put("a.js", "one");
    RecordingStore store = context.through();
    store.holds("a.js", "one");
    int before = context.proxy().requests();
    context.proxy().once(Fault.Status.busy(Duration.ofSeconds(1)));
    context.steps().add("the next answer is 503 with 'Retry-After: 1'");

    rightOrRepeatable(store.reading("a.js", ByteRange.ALL));
    Duration pause = context.proxy().pauseAfter(before);
    holds(
        pause.compareTo(ALMOST_A_SECOND) >= 0,
        "the time between an answer with 'Retry-After: 1' and the next attempt",
        "about a second",
        pause.toMillis() + " ms");
  }

  private static void retryAfterTooLate(CaseContext context) {
    context.store().put("a.js", "one");
    RecordingStore store = context.through();
    context.proxy().once(Fault.Status.busy(Duration.ofHours(1)));
    context.steps().add("the next answer is 503 with 'Retry-After: 3600'");

    CallResult<Snapshot> read = store.reading("a.js", ByteRange.ALL);
    read.failed().ifPresent(e -> read.refused(AWAY_OR_BUSY));
    read.answered().ifPresent(it -> same("the body", "one", it.text()));
  }

  private static void reopened(CaseContext context) {
    byte[] body = Bodies.allBytes();
    RecordingStore store = context.through();
    AssetKey key = AssetKey.of("a.bin");
    context.proxy().onceOnWrite(new Fault.Status(503));

    CallResult<Version> put =
        store.putting(
            key, Bodies.content(body, in -> in), RecordingStore.TEXT, PutCondition.ALWAYS);

    put.failed().ifPresent(e -> put.refused(AWAY_OR_BUSY));
    context
        .store()
        .stat("a.bin")
        .ifPresent(
            info -> Expect.sameBytes("the body", body, context.store().read("a.bin").bytes()));
    context.store().isThere("a.bin", put.worked());
  }
}
