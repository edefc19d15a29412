package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;
import static io.passthrough.tck.Expect.sameBytes;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetReader;
import io.passthrough.api.ByteRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;

/** Readers: their streams, their end, and what happens to an object that one reads. */
final class ReaderCases {

  private static final byte[] BODY = Bodies.allBytes();
  private static final int PIECE = 100;
  private static final int LARGE = (3 << 20) + 17;
  private static final int SIZE = 300_000;

  private ReaderCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("read.closed-stream-throws", "R7", "R6", "R8")
            .shows("after close() the stream throws, also at its end; any thread may close, twice")
            .usualCause("close() closes the connection and the stream then ends cleanly")
            .body(ReaderCases::closedStream),
        TckCase.of("read.every-way", "R3", "R5")
            .shows("byte by byte, into the middle of a buffer, or skipping, the bytes are the same")
            .usualCause("read() gives a signed byte, or ignores where in the buffer to write")
            .body(ReaderCases::everyWay),
        TckCase.of("read.overwritten-meanwhile", "R4")
            .shows("a reader whose object is overwritten or deleted gives the old bytes, or throws")
            .usualCause("the rest of the body is taken from what is there by then")
            .body(context -> changedMeanwhile(context, ByteRange.ALL, 1)),
        TckCase.of("read.overwritten-before-first-byte", "R4")
            .shows("the same of a reader of which nothing was read, and of one of a range")
            .usualCause("the body is asked for when it is first read, without the version")
            .body(
                context -> {
                  changedMeanwhile(context, ByteRange.ALL, 0);
                  changedMeanwhile(context, ByteRange.from(LARGE / 2), 0);
                }),
        TckCase.of("read.close-while-stalled", "R6", "E6")
            .needs(HarnessOption.LINE)
            .shows("a reader whose body has stopped coming is closed at once, by another thread")
            .usualCause("close() waits for the read that hangs, or reads to the end")
            .body(ReaderCases::closedWhileStalled));
  }

  private static void closedStream(CaseContext context) throws InterruptedException {
    RecordingStore store = context.store();
    store.put("bytes.bin", Bodies.letters(100_000, 'a'), RecordingStore.TEXT);
    AssetReader reader = store.opening("bytes.bin", ByteRange.ALL).succeeds();
    InputStream body = reader.body();
    same("the stream that body() gives the second time", body, reader.body());
    same("the first byte", (int) 'a', oneByte(store, reader).succeeds());

    CaseContext.result(context.start(() -> closing(store, reader))).succeeds();
    throwsWhenClosed(store, reader);

    AssetReader read = store.opening("bytes.bin", ByteRange.of(10, 1)).succeeds();
    same("the only byte", (int) 'a', oneByte(store, read).succeeds());
    same("the end", -1, oneByte(store, read).succeeds());
    throwsWhenClosed(store, read);
  }

  private static CallResult<String> closing(RecordingStore store, AssetReader reader) {
    return store.call(
        "close the reader",
        () -> {
          reader.close();
          return "closed";
        });
  }

  private static void throwsWhenClosed(RecordingStore store, AssetReader reader) {
    closing(store, reader).succeeds();
    CallResult<Integer> late = oneByte(store, reader);
    holds(
        late.failure() instanceof IOException,
        "reading after close()",
        "an IOException",
        late.ending());
  }

  private static CallResult<Integer> oneByte(RecordingStore store, AssetReader reader) {
    return store.call("read one byte of the body", () -> reader.body().read());
  }

  private static void everyWay(CaseContext context) {
    context.store().put("bytes.bin", BODY, RecordingStore.TEXT);

    byReading(context, "byte by byte", ReaderCases::byteByByte);
    byReading(context, "into the middle of a buffer", ReaderCases::intoTheMiddle);
    byReading(context, "with a skip", ReaderCases::withSkip);
    byReading(context, "in no bytes, and beyond the end", ReaderCases::withNothing);
  }

  /** A way to read a whole body. */
  private interface Way {
    byte[] read(InputStream body) throws IOException;
  }

  private static void byReading(CaseContext context, String how, Way way) {
    RecordingStore store = context.store();
    try (AssetReader reader = store.opening("bytes.bin", ByteRange.ALL).succeeds()) {
      byte[] bytes = store.call("read " + how, () -> way.read(reader.body())).succeeds();
      sameBytes("the body, read " + how, BODY, bytes);
    }
  }

  private static byte[] byteByByte(InputStream body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int value = body.read(); value >= 0; value = body.read()) {
      bytes.write(value);
    }
    return bytes.toByteArray();
  }

  private static byte[] intoTheMiddle(InputStream body) throws IOException {
    byte[] bytes = new byte[BODY.length];
    int length = 0;
    for (int count = 0; count >= 0 && length < bytes.length; length += Math.max(0, count)) {
      count = body.read(bytes, length, Math.min(PIECE, bytes.length - length));
    }
    return Arrays.copyOf(bytes, length);
  }

  private static byte[] withSkip(InputStream body) throws IOException {
    byte[] start = body.readNBytes(PIECE);
    body.skipNBytes(PIECE);
    byte[] rest = body.readAllBytes();
    byte[] bytes = BODY.clone();
    System.arraycopy(start, 0, bytes, 0, start.length);
    System.arraycopy(rest, 0, bytes, BODY.length - rest.length, rest.length);
    return rest.length == BODY.length - 2 * PIECE ? bytes : rest;
  }

  /** Asks for no bytes, which is never the end, and goes on asking when it is. */
  private static byte[] withNothing(InputStream body) throws IOException {
    int none = body.read(new byte[1], 0, 0);
    byte[] bytes = body.readAllBytes();
    boolean ended = body.read() < 0 && body.read(new byte[PIECE]) < 0 && body.available() == 0;
    return none == 0 && ended ? bytes : new byte[0];
  }

  private static byte[] first(RecordingStore store, AssetReader reader) {
    return store.call("read one byte", () -> reader.body().readNBytes(1)).succeeds();
  }

  private static void changedMeanwhile(CaseContext context, ByteRange range, int readBefore) {
    RecordingStore store = context.store();
    byte[] old = Bodies.random(LARGE, 1);
    for (Change change : Change.values()) {
      store.put("app.js", old, RecordingStore.TEXT);
      AssetInfo info = store.info("app.js");
      try (AssetReader reader = store.opening("app.js", range).succeeds()) {
        same("what the reader tells", info, reader.info());
        byte[] start = readBefore == 0 ? new byte[0] : first(store, reader);
        change.to(context.second());
        CallResult<byte[]> rest =
            store.call("read the rest of the body", () -> reader.body().readAllBytes());
        if (!(rest.failure() instanceof IOException)) {
          int from = (int) range.offset() + start.length;
          sameBytes(
              "the rest of an object that was " + change.word + " meanwhile",
              Arrays.copyOfRange(old, from, old.length),
              rest.succeeds());
        }
        same("what the reader tells afterwards", info, reader.info());
      }
    }
  }

  /** What another handle does to an object that is read. */
  private enum Change {
    OVERWRITTEN("overwritten", LARGE),
    SHORTENED("overwritten by a shorter one", SIZE),
    DELETED("deleted", 0);

    private final String word;
    private final int size;

    Change(String word, int size) {
      this.word = word;
      this.size = size;
    }

    void to(RecordingStore other) {
      if (size == 0) {
        other.delete("app.js");
      } else {
        other.put("app.js", Bodies.random(size, 2), RecordingStore.TEXT);
      }
    }
  }

  private static void closedWhileStalled(CaseContext context) throws InterruptedException {
    context.store().put("big.bin", Bodies.random(LARGE, 3), RecordingStore.TEXT);
    RecordingStore store = context.through();
    context.line().stallOnce(SIZE);
    context.steps().add("the next answer stops after " + SIZE + " bytes");
    AssetReader reader = store.opening("big.bin", ByteRange.ALL).succeeds();
    Future<CallResult<byte[]>> reading =
        context.start(() -> store.call("read the body", () -> reader.body().readAllBytes()));
    CaseContext.ends(reading, context.patience().dividedBy(10));

    Future<CallResult<String>> closing = context.start(() -> closing(store, reader));
    boolean closed = CaseContext.ends(closing, context.patience().dividedBy(4));

    holds(closed, "close() of a reader whose body has stopped", "an end at once", "none");
    CallResult<byte[]> read = CaseContext.result(reading);
    read.failed()
        .ifPresent(e -> holds(e instanceof IOException, read.what(), "bytes or an IOException", e));
    read.answered().ifPresent(bytes -> same("the size of the body", LARGE, bytes.length));
  }
}
