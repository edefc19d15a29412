package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.tck.TcpStore.Flaw;
import java.util.List;

/** Stores on plain TCP that make the wrong thing of a bad line. */
final class TcpFaults {

  private TcpFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("fault.refused", "expected a refusal with UNAVAILABLE, but was success")
            .tcp("on TCP, no answer is no object", Flaw.NO_ANSWER_IS_ABSENCE),
        by("fault.stalled", "expected an end within 6 s, but was still running")
            .soon()
            .tcp("on TCP, there is no time limit", Flaw.NO_TIME_LIMIT),
        by("read.cut-connection", "but was a clean end after")
            .tcp("on TCP, the body ends where the connection ends", Flaw.SHORT_BODY_ENDS),
        by("list.cut-connection", "the listing, whose connection broke after")
            .tcp("on TCP, what has come of a listing is all", Flaw.SHORT_LISTING_ENDS),
        by("cas.cut-anywhere", "expected nothing, as the put failed, but was an object")
            .tcp("on TCP, a lost answer is no answer", Flaw.LOST_IS_AWAY),
        by("read.close-early-is-cheap", "expected less than 8388608, but was 3355")
            .tcp("on TCP, close() reads to the end", Flaw.DRAINS),
        by("leak.connections", "the connections after 40 rounds of failed calls and readers")
            .tcp("on TCP, a reader keeps its connection", Flaw.KEEPS_CONNECTIONS));
  }
}
