package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Bodies on their way in. */
final class StreamCases {

  private static final int SIZE = 100_000;
  private static final int MAX_CAUSES = 20;

  private StreamCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("stream.source-throws", "P4", "E1")
            .shows("a content that throws, or cannot be opened, fails the put: all stays as it was")
            .usualCause("what came before the failure is published, or the old object is gone")
            .body(StreamCases::sourceThrows),
        TckCase.of("stream.content-failure", "P4", "E1", "E3", "E4", "E5")
            .shows("what a content throws is the failure's cause; to repeat the put does not help")
            .usualCause("the client wraps what it gets, or takes it for a broken connection")
            .body(StreamCases::contentFailure),
        TckCase.of("stream.length-lies", "P5")
            .shows("a content shorter or longer than its length is INVALID, and nothing is stored")
            .usualCause("the put that fails midway leaves what it has got so far")
            .body(StreamCases::lengthLies),
        TckCase.of("stream.invisible-until-done", "P1", "L7")
            .shows("an object is seen by nobody until the last byte of its body was taken")
            .usualCause("the object is made first and filled afterwards")
            .body(StreamCases::invisible),
        TckCase.of("stream.source-closed", "P6")
            .shows("every stream that a put opens is closed, also when the put fails")
            .usualCause("the stream is closed on success only")
            .body(StreamCases::sourceClosed));
  }

  private static void sourceThrows(CaseContext context) {
    RecordingStore store = context.store();
    store.put("old.js", "the old object");
    AssetInfo before = store.info("old.js");
    for (int after : List.of(0, 1, SIZE - 1)) {
      failing(store, "new.js", after);
      store.lacks("new.js");
      failing(store, "old.js", after);
      same("what stat tells of the old object", before, store.info("old.js"));
      store.holds("old.js", "the old object");
    }
    failing(store, "new.js", closed());
    failing(store, "old.js", closed());
    store.holds("old.js", "the old object");
    same("the listing", List.of("old.js"), store.keys(""));
  }

  /** Returns a content that cannot be opened. */
  private static Content closed() {
    return new Content() {
      @Override
      public long length() {
        return SIZE;
      }

      @Override
      public InputStream open(long offset) throws IOException {
        throw new IOException("The content is gone");
      }
    };
  }

  private static void failing(RecordingStore store, String key, int after) {
    byte[] body = Bodies.letters(SIZE, 'n');
    failing(store, key, Bodies.content(body, in -> new BreakingStream(in, after)));
  }

  private static AssetStoreException failing(RecordingStore store, String key, Content content) {
    CallResult<Version> put =
        store.putting(AssetKey.of(key), content, RecordingStore.TEXT, PutCondition.ALWAYS);
    holds(!put.worked(), put.what() + ", whose content throws", "a failure", "success");
    AssetStoreException e = put.refused(Kind.INVALID, Kind.UNAVAILABLE, Kind.OUTCOME_UNKNOWN);
    return Refusals.about(e, "put", key);
  }

  private static void contentFailure(CaseContext context) {
    RecordingStore store = context.store();
    for (IOException thrown :
        List.of(new IOException("the disk of the build is gone"), new IOException())) {
      for (int after : List.of(0, SIZE / 2)) {
        Content content =
            Bodies.content(Bodies.letters(SIZE, 'n'), in -> throwing(in, after, thrown));
        AssetStoreException e = failing(store, "new.js", content);
        holds(
            causes(e).contains(thrown),
            "the causes of a put's failure",
            "what its content threw, " + thrown,
            causes(e));
        same("retryable() of " + Quoted.failure(e) + ", a content's failure", false, e.retryable());
        store.lacks("new.js");
      }
    }
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    Throwable next = failure.getCause();
    while (next != null && causes.size() < MAX_CAUSES) {
      causes.add(next);
      causes.addAll(List.of(next.getSuppressed()));
      next = next.getCause();
    }
    return causes;
  }

  private static InputStream throwing(InputStream in, int after, IOException thrown) {
    return new FilterInputStream(in) {
      private int left = after;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
          throw thrown;
        }
        int count = super.read(buffer, offset, Math.min(left, length));
        left -= count;
        return count;
      }

      @Override
      public boolean markSupported() {
        return false;
      }
    };
  }

  private static void lengthLies(CaseContext context) {
    RecordingStore store = context.store();
    AssetStore guarded = store.guarded();
    RecordingStore asCoreUsesIt = context.recorded(guarded, "through core's guard: ");
    store.put("old.js", "the old object");
    byte[] body = Bodies.letters(SIZE, 'n');
    for (long claimed : List.of(SIZE + 1L, SIZE + 100_000L, SIZE - 1L, 0L)) {
      for (String key : List.of("new.js", "old.js")) {
        Content lying = Bodies.content(claimed, body, in -> in);
        asCoreUsesIt
            .putting(AssetKey.of(key), lying, RecordingStore.TEXT, PutCondition.ALWAYS)
            .refused(Kind.INVALID);
      }
      store.lacks("new.js");
      store.holds("old.js", "the old object");
    }
    same("the listing", List.of("old.js"), store.keys(""));
  }

  private static void invisible(CaseContext context) throws InterruptedException {
    RecordingStore store = context.store();
    LastByteBarrier barrier = new LastByteBarrier(2, context.patience());
    Content held = barrier.holding(Bodies.letters(SIZE, 'n'));
    AssetKey key = AssetKey.of("new.js");

    Future<Version> put =
        context.start(
            () -> store.putting(key, held, RecordingStore.TEXT, PutCondition.ALWAYS).succeeds());
    holds(barrier.awaitFirst(), "the put", "it reads its content", "it does not");
    context.second().lacks("new.js");
    same("the listing while a put is under way", List.of(), context.second().keys(""));
    barrier.open();
    CaseContext.result(put);
    same("the size afterwards", (long) SIZE, context.second().info("new.js").size());
  }

  private static void sourceClosed(CaseContext context) {
    AtomicInteger opened = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    byte[] body = Bodies.letters(SIZE, 'n');
    AssetKey key = AssetKey.of("new.js");
    Content good = Bodies.content(body, in -> new Counted(in, opened, closed));
    Content bad =
        Bodies.content(body, in -> new BreakingStream(new Counted(in, opened, closed), SIZE / 2));

    context.store().putting(key, good, RecordingStore.TEXT, PutCondition.ALWAYS).succeeds();
    same("the streams closed after a put", opened.get(), closed.get());
    CallResult<Version> failed =
        context.store().putting(key, bad, RecordingStore.TEXT, PutCondition.ALWAYS);
    holds(!failed.worked(), failed.what(), "a failure", "success");
    same("the streams closed after a put that failed", opened.get(), closed.get());
  }

  private static final class Counted extends FilterInputStream {
    private final AtomicInteger closed;
    private boolean open = true;

    Counted(InputStream in, AtomicInteger opened, AtomicInteger closed) {
      super(in);
      this.closed = closed;
      opened.incrementAndGet();
    }

    @Override
    public synchronized void close() throws IOException {
      if (open) {
        open = false;
        closed.incrementAndGet();
      }
      super.close();
    }
  }
}
