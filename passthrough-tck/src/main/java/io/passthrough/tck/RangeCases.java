package io.passthrough.tck;

import static io.passthrough.tck.Expect.same;
import static io.passthrough.tck.Expect.sameBytes;

import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import java.util.Arrays;
import java.util.List;

/** Parts of objects. */
final class RangeCases {

  private static final byte[] BODY = Bodies.random(300_000, 5);

  private static final int PIECE = 100;
  private static final int LARGE = (3 << 20) + 17;
  private static final List<Integer> BORDERS =
      List.of(512, 4 << 10, 8 << 10, 64 << 10, 256 << 10, 1 << 20);

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
        TckCase.of("range.beside-borders", "B1")
            .shows("ranges that begin and end beside the borders of blocks give their bytes alone")
            .usualCause("a range is rounded to blocks, or to the pieces that are fetched")
            .body(RangeCases::besideBorders));
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
    gives(context, ByteRange.of(BODY.length - 12, 100));
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

  private static void besideBorders(CaseContext context) {
    RecordingStore store = context.store();
    byte[] body = Bodies.random(LARGE, 7);
    store.put("large.bin", body, RecordingStore.TEXT);
    for (int border : BORDERS) {
      part(store, body, ByteRange.of(border - 1, 3));
      part(store, body, ByteRange.of(border, PIECE));
      part(store, body, ByteRange.of(border + 1, border));
      part(store, body, ByteRange.of(border / 3, border));
    }
    part(store, body, ByteRange.from(LARGE - (1 << 20) - 1));
    sameBytes("the whole body", body, store.read("large.bin").bytes());
  }

  private static void part(RecordingStore store, byte[] body, ByteRange range) {
    int start = (int) range.offset();
    int end = start + (int) range.lengthWithin(body.length);
    sameBytes(
        "the bytes from " + start + " to " + (end - 1),
        Arrays.copyOfRange(body, start, end),
        store.reading("large.bin", range).succeeds().bytes());
  }
}
