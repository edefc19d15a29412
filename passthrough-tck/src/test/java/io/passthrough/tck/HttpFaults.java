package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.tck.HttpStore.Flaw;
import java.util.List;

/** Stores on HTTP that make the wrong thing of a bad line. */
final class HttpFaults {

  private HttpFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("fault.refused", "expected a refusal with UNAVAILABLE, but was NOT_FOUND")
            .http("no answer is no object", Flaw.NO_ANSWER_IS_ABSENCE),
        by("fault.stalled", "expected an end within 6 s, but was still running")
            .soon()
            .http("there is no time limit", Flaw.NO_TIME_LIMIT),
        by("fault.stalled-body", "expected an end within 6 s, but was still running")
            .soon()
            .http("there is no time limit", Flaw.NO_TIME_LIMIT),
        by("fault.stalled-body", "or all 300000 bytes, but was a clean end after")
            .http("the body ends where no more comes", Flaw.SHORT_BODY_ENDS),
        by("fault.late", "expected success, but was UNAVAILABLE")
            .http("the time limit is shorter than a second", Flaw.SHORT_TIME_LIMIT),
        by("fault.5xx-then-ok", "expected a failure that can be repeated")
            .http("one attempt, and no way to see that more may help", Flaw.NOT_REPEATABLE),
        by("fault.429", "expected a refusal with THROTTLED, but was UNAVAILABLE")
            .http("too many requests are like any failure", Flaw.THROTTLED_IS_UNAVAILABLE),
        by("fault.mapping", "expected a refusal with ACCESS_DENIED, but was NOT_FOUND")
            .http("what must not be seen is not there", Flaw.DENIED_IS_ABSENCE),
        by("fault.attempts-not-multiplied", "expected at most 10, but was 20")
            .http("there are twenty attempts", Flaw.MANY_ATTEMPTS),
        by("fault.message", "the cause: expected the vendor's exception, but was nothing")
            .http("the cause is lost", Flaw.NO_CAUSE),
        by("stream.reopen", "the body: expected")
            .http("the second attempt sends what is left of the stream", Flaw.ONE_STREAM),
        by("cas.lost-response", "expected a refusal with OUTCOME_UNKNOWN, but was CONDITION_FAILED")
            .http("one's own object is another's", Flaw.OWN_OBJECT_IS_ANOTHERS),
        by("cas.409", "expected a refusal with UNAVAILABLE, but was CONDITION_FAILED")
            .http("a conflict is a failed condition", Flaw.CONFLICT_IS_CONDITION),
        by("cas.503", "but was success").http("only 412 is no success", Flaw.ANYTHING_IS_SUCCESS),
        by("consistency.own-lost-answer", "expected success, but was")
            .http("metadata is not stored", Flaw.MARKS_LOST),
        by("read.cut-connection", "expected an exception, or all 300000 bytes, but was a clean end")
            .http("the body ends where the connection ends", Flaw.SHORT_BODY_ENDS),
        by(
                "read.cut-connection",
                "expected a refusal with UNAVAILABLE, but was IllegalStateException")
            .http("the client's own exception comes out of the body", Flaw.BREAKS_IN_ITS_OWN_WAY),
        by("list.cut-connection", "the listing, whose connection broke after 0 bytes: expected")
            .http("what has come of a listing is all of it", Flaw.SHORT_BODY_ENDS),
        by("fault.mapping", "delete ['a.js']: expected a refusal with")
            .http("whatever comes, the objects are deleted", Flaw.NEVER_UNDELETABLE),
        by("range.cost", "the bytes that two ranges cost: expected less than 8388608, but was")
            .http("the whole object is fetched, and cut", Flaw.FETCHES_ALL),
        by("list.cost", "the requests for 1100 objects: expected at most 4, but was")
            .http("each entry is asked for", Flaw.LOOKS_AT_ENTRIES),
        by("delete.cost", "expected at most one for each, but was 301")
            .http("each key is looked up first", Flaw.LOOKS_BEFORE_DELETING),
        by("read.close-early-is-cheap", "expected less than 8388608, but was 3355")
            .http("close() reads to the end", Flaw.DRAINS));
  }
}
