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
        by(
                "fault.message",
                "the cause of the failure of stat: expected the vendor's exception, but was nothing")
            .http("the cause is lost", Flaw.NO_CAUSE),
        by("stream.reopen", "the body: expected")
            .http("the second attempt sends what is left of the stream", Flaw.ONE_STREAM),
        by("cas.lost-response", "expected a refusal with OUTCOME_UNKNOWN, but was CONDITION_FAILED")
            .http("one's own object is another's", Flaw.OWN_OBJECT_IS_ANOTHERS),
        by("cas.lost-refusal", "expected a refusal with CONDITION_FAILED or OUTCOME_UNKNOWN, but")
            .http("what is there after a lost answer is mine", Flaw.WHAT_IS_THERE_IS_MINE),
        by("cas.cut-anywhere", "expected nothing, as the put failed, but was an object")
            .http("a lost answer is no answer", Flaw.LOST_IS_AWAY),
        by("stream.cut-upload", "stat 'new.bin': expected nothing, but was an object")
            .http("what was sent is stored when the line breaks", Flaw.STORES_WHAT_WAS_SENT),
        by("read.cut-then-overwritten", "the rest of a body whose line broke: expected")
            .http("a body goes on in whatever is there", Flaw.RESUMES_ANYWHERE),
        by("fault.cut", "the connections of five calls: expected at most 50, but was")
            .http("a broken connection is made again for ever", Flaw.TRIES_FOR_EVER),
        by("fault.retry-after", "'Retry-After: 1' and the next attempt: expected about a second")
            .http("Retry-After is not looked at", Flaw.IGNORES_RETRY_AFTER),
        by("fault.retry-after-too-late", "expected an end within 6 s, but was still running")
            .soon()
            .http("Retry-After is obeyed, however late", Flaw.WAITS_AS_TOLD),
        by(
                "read.close-while-stalled",
                "close() of a reader whose body has stopped: expected an end")
            .http("close() reads to the end", Flaw.DRAINS),
        by("delete.second-request-fails", "expected success, but was ACCESS_DENIED")
            .http("a later request that fails is thrown", Flaw.LATER_BATCHES_THROW),
        by("delete.second-request-fails", "delete's result: expected the keys of the refused")
            .http("a later request that fails is forgotten", Flaw.LATER_BATCHES_ARE_FORGOTTEN),
        by("list.cost-of-small-pages", "the bytes of pages of 20: expected at most")
            .http("a small page is cut from a large one", Flaw.CUTS_LARGE_PAGES),
        by("cas.409", "expected a refusal with UNAVAILABLE, but was CONDITION_FAILED")
            .http("a conflict is a failed condition", Flaw.CONFLICT_IS_CONDITION),
        by("cas.503", "but was success").http("only 412 is no success", Flaw.ANYTHING_IS_SUCCESS),
        by("consistency.own-lost-answer", "expected success, but was")
            .http("metadata is not stored", Flaw.MARKS_LOST),
        by("read.cut-connection", "expected an exception, or all 300000 bytes, but was a clean end")
            .http("the body ends where the connection ends", Flaw.SHORT_BODY_ENDS),
        by("read.cut-connection", "expected bytes, or an IOException, but was IllegalState")
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
