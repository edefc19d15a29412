package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Large bodies, and interrupted puts. */
final class LargeCases {

  private static final int MIB = 1 << 20;
  private static final int CARRIED_MIB = 256;

  private LargeCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("stream.large", "P9", "P3")
            .tier(Tier.LARGE)
            .shows("a body of 25 MiB and a byte comes back as it was put")
            .usualCause("the parts of an upload are put together in another order, or cut")
            .body(context -> bodies(context, List.of(25 * MIB + 1))),
        TckCase.of("stream.part-boundaries", "P9")
            .tier(Tier.LARGE)
            .shows("bodies of 5, 8 and 16 MiB, a byte less and a byte more come back whole")
            .usualCause("a last part that is full, or of one byte, is forgotten")
            .body(
                context ->
                    bodies(
                        context,
                        List.of(
                            5 * MIB - 1,
                            5 * MIB,
                            5 * MIB + 1,
                            8 * MIB - 1,
                            8 * MIB,
                            8 * MIB + 1,
                            16 * MIB - 1,
                            16 * MIB,
                            16 * MIB + 1))),
        TckCase.of("stream.bounded-heap", "P9")
            .tier(Tier.LARGE)
            .needs(HarnessOption.SECOND_PROCESS)
            .shows("256 MiB go in and out of a process with a heap of 64 MiB")
            .usualCause("a body is read into memory before it is sent, or before it is given out")
            .body(LargeCases::boundedHeap),
        TckCase.of("stream.interrupt", "E7", "P1")
            .shows("a put that is interrupted fails, keeps the flag and stores all or nothing")
            .usualCause("the interrupt is swallowed, or becomes a failure that passes")
            .body(LargeCases::interrupted));
  }

  private static void bodies(CaseContext context, List<Integer> sizes) {
    for (int size : sizes) {
      byte[] body = Bodies.random(size, size);
      context.store().put("big.bin", body, RecordingStore.TEXT);
      same("the size that stat tells", (long) size, context.store().info("big.bin").size());
      Expect.sameBytes("the body", body, context.second().read("big.bin").bytes());
    }
  }

  private static void boundedHeap(CaseContext context) throws IOException {
    SecondProcess second = context.harness().secondProcess().orElseThrow();
    try (OtherProcess process =
        OtherProcess.start(second, context.namespace(), List.of("-Xmx64m"))) {
      String answer = process.carry("big.bin", CARRIED_MIB);
      same("what a process with a small heap says", OtherProcessMain.CARRIED, answer);
    }
  }

  private static void interrupted(CaseContext context) throws InterruptedException {
    RecordingStore store = context.store();
    byte[] body = Bodies.letters(2 * MIB, 'i');
    boolean flag =
        CaseContext.result(
            context.start(
                () -> {
                  Thread caller = Thread.currentThread();
                  Content content = Bodies.content(body, in -> new Interrupting(in, caller));
                  CallResult<Version> put =
                      store.putting(
                          AssetKey.of("i.bin"), content, RecordingStore.TEXT, PutCondition.ALWAYS);
                  boolean kept = Thread.interrupted();
                  AssetStoreException e = put.refused(Kind.UNAVAILABLE, Kind.OUTCOME_UNKNOWN);
                  holds(!e.retryable(), "retryable() after an interrupt", "false", e);
                  return kept;
                }));
    holds(flag, "the thread's flag after an interrupted put", "set", "clear");
    store
        .stat("i.bin")
        .ifPresent(info -> same("the size of an object", (long) body.length, info.size()));
    store.put("after.js", "all works");
    store.holds("after.js", "all works");
  }

  private static final class Interrupting extends FilterInputStream {
    private final Thread caller;
    private long read;

    Interrupting(InputStream in, Thread caller) {
      super(in);
      this.caller = caller;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, Math.min(length, 64 << 10));
      read += count;
      if (read > MIB) {
        caller.interrupt();
      }
      return count;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
