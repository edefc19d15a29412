package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;
import static io.passthrough.tck.Expect.sameBytes;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** Parts of objects, and readers. */
final class RangeCases {

  private static final byte[] BODY = Bodies.allBytes();

  private static final int PIECE = 100;

  private RangeCases() {}

  static List<TckCase> all() {
    return List.of(
        range("range.whole", ByteRange.ALL, "the whole object"),
        range("range.from", ByteRange.from(300), "all bytes from an offset on"),
        range("range.middle", ByteRange.of(100, 50), "bytes from the middle"),
        range("range.first-byte", ByteRange.of(0, 1), "the first byte alone"),
        range("range.last-byte", ByteRange.of(BODY.length - 1, 1), "the last byte alone"),
        TckCase.of("range.end-past-eof", "B2")
            .shows("a range that ends past the object is cut, and the size stays the object's")
            .usualCause("the range's own length is told as size, or the server's refusal as error")
            .body(RangeCases::endPastEof),
        TckCase.of("range.start-past-eof", "B3", "B4")
            .shows("a range that starts at or past the end is INVALID; ALL of nothing is not")
            .usualCause("an answer of no bytes, or the server's 416 taken for a failure")
            .body(RangeCases::startPastEof),
        TckCase.of("read.closed-stream-throws", "R7", "R6", "R8")
            .shows("after close() the stream throws, also at its end; any thread may close, twice")
            .usualCause("close() closes the connection and the stream then ends cleanly")
            .body(RangeCases::closedStream),
        TckCase.of("read.every-way", "R3", "R5")
            .shows("byte by byte, into the middle of a buffer, or skipping, the bytes are the same")
            .usualCause("read() gives a signed byte, or ignores where in the buffer to write")
            .body(RangeCases::everyWay),
        TckCase.of("read.overwritten-meanwhile", "R4")
            .shows("a reader whose object is overwritten or deleted gives the old bytes, or throws")
            .usualCause("the rest of the body is taken from what is there by then")
            .body(RangeCases::overwrittenMeanwhile));
  }

  private static TckCase range(String id, ByteRange range, String which) {
    return TckCase.of(id, "B1")
        .shows("a range gives " + which + ", and nothing else")
        .usualCause("the end is taken for inclusive where it is not, or the range is not sent")
        .body(context -> gives(context, range));
  }

  private static void gives(CaseContext context, ByteRange range) {
    context.store().put("bytes.bin", BODY, RecordingStore.TEXT);

    Snapshot read = context.store().reading("bytes.bin", range).succeeds();

    int start = (int) range.offset();
    int end = start + (int) range.lengthWithin(BODY.length);
    sameBytes("the bytes of the range", Arrays.copyOfRange(BODY, start, end), read.bytes());
    same("the size beside the range", (long) BODY.length, read.info().size());
  }

  private static void endPastEof(CaseContext context) {
    gives(context, ByteRange.of(500, 100));
    gives(context, ByteRange.of(0, Long.MAX_VALUE));
    gives(context, ByteRange.of(BODY.length - 1, 2));
  }

  private static void startPastEof(CaseContext context) {
    RecordingStore store = context.store();
    store.put("bytes.bin", BODY, RecordingStore.TEXT);
    store.put("empty.bin", "");

    store.reading("bytes.bin", ByteRange.from(BODY.length)).refused(Kind.INVALID);
    store.reading("bytes.bin", ByteRange.of(BODY.length, 1)).refused(Kind.INVALID);
    store.reading("bytes.bin", ByteRange.of(BODY.length + 1_000L, 10)).refused(Kind.INVALID);
    store.reading("bytes.bin", ByteRange.from(1L << 32)).refused(Kind.INVALID);
    store.reading("bytes.bin", ByteRange.of((1L << 32) + 1, 10)).refused(Kind.INVALID);
    store.reading("empty.bin", ByteRange.of(0, 1)).refused(Kind.INVALID);
    sameBytes("ALL of an empty object", new byte[0], store.read("empty.bin").bytes());
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

    byReading(context, "byte by byte", RangeCases::byteByByte);
    byReading(context, "into the middle of a buffer", RangeCases::intoTheMiddle);
    byReading(context, "with a skip", RangeCases::withSkip);
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

  private static void overwrittenMeanwhile(CaseContext context) {
    RecordingStore store = context.store();
    byte[] old = Bodies.letters(300_000, 'o');
    for (String action : List.of("overwritten", "deleted")) {
      store.put("app.js", old, RecordingStore.TEXT);
      AssetInfo info = store.info("app.js");
      try (AssetReader reader = store.opening("app.js", ByteRange.ALL).succeeds()) {
        same("what the reader tells", info, reader.info());
        same("the first byte", (int) 'o', oneByte(store, reader).succeeds());
        if (action.equals("deleted")) {
          context.second().delete("app.js");
        } else {
          context.second().put("app.js", Bodies.letters(300_000, 'n'), RecordingStore.TEXT);
        }
        CallResult<byte[]> rest =
            store.call("read the rest of the body", () -> reader.body().readAllBytes());
        if (!(rest.failure() instanceof IOException)) {
          sameBytes(
              "the rest of an object that was " + action + " meanwhile",
              Arrays.copyOfRange(old, 1, old.length),
              rest.succeeds());
        }
        same("what the reader tells afterwards", info, reader.info());
      }
    }
  }
}
