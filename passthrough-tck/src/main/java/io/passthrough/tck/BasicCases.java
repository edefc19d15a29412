package io.passthrough.tck;

import static io.passthrough.tck.Expect.same;
import static io.passthrough.tck.Expect.sameBytes;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Putting, finding and reading, at its simplest. */
final class BasicCases {

  private BasicCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("basic.empty", "R1", "L2", "D2")
            .shows("a store in which nothing was put has no objects, and says so without an error")
            .usualCause("a folder or prefix that does not exist yet is taken for an error")
            .body(BasicCases::empty),
        TckCase.of("basic.round-trip", "R2", "P7", "L6")
            .shows("put, stat, read and list tell the same of an object")
            .usualCause("one of the operations computes what another one stored")
            .body(BasicCases::roundTrip),
        TckCase.of("basic.all-256-bytes", "R3")
            .shows("every byte value comes back as it was put")
            .usualCause("the bytes pass through text: a charset or a line ending changes them")
            .body(BasicCases::allBytes),
        TckCase.of("basic.empty-object", "R3", "B4")
            .shows("an object without bytes is there, is listed, and reads as the end at once")
            .usualCause("a size of 0 is taken for absence, or an empty body for no upload")
            .body(BasicCases::emptyObject),
        TckCase.of("basic.overwrite-shorter-and-longer", "P3")
            .shows("a shorter and a longer body replace an object as a whole")
            .usualCause("the object is written in place and never cut to its new length")
            .body(BasicCases::overwrite),
        TckCase.of("basic.slow-source", "P6")
            .shows("a content that gives single bytes and never says how many there are is stored")
            .usualCause("one call of read() is taken for all, or available() for the length")
            .body(BasicCases::slowSource),
        TckCase.of("basic.second-handle", "O7")
            .shows("what one store did is seen by another store that was opened before")
            .usualCause("a handle keeps answers, or absences, that only it forgets")
            .body(BasicCases::secondHandle),
        TckCase.of("basic.missing-container", "O6", "E2", "E3")
            .needs(HarnessOption.MISSING_CONTAINER)
            .shows("a missing container is UNAVAILABLE from every operation")
            .usualCause("the server's 404 for the container is taken for a missing object")
            .body(
                context -> broken(context, context.harness().missingContainer(), Kind.UNAVAILABLE)),
        TckCase.of("basic.bad-credentials", "E2", "E3", "E5")
            .needs(HarnessOption.BAD_CREDENTIALS)
            .shows("wrong credentials are ACCESS_DENIED from every operation")
            .usualCause("a 403 is taken for a missing object, or for a failure that passes")
            .body(
                context ->
                    broken(context, context.harness().badCredentials(), Kind.ACCESS_DENIED)
                        .forEach(
                            e -> same("retryable() of an ACCESS_DENIED", false, e.retryable()))),
        TckCase.of("basic.last-refusals", "E3", "E5")
            .shows("a refusal that no repetition helps says so, and tells operation and key")
            .usualCause("one flag for all failures, or the vendor's name for the operation")
            .body(BasicCases::lastRefusals),
        TckCase.of("basic.not-found-names-key", "R1", "E3")
            .shows(
                "reading an absent object is NOT_FOUND, and the exception tells key and operation")
            .usualCause("the exception is made where the key is not known")
            .body(BasicCases::notFound));
  }

  private static void empty(CaseContext context) {
    RecordingStore store = context.store();

    same("the listing of an empty store", List.of(), store.keys(""));
    same("stat of an object that was never put", Optional.empty(), store.stat("a.js"));
    store.reading("a.js", ByteRange.ALL).refused(Kind.NOT_FOUND);
    store.reading("folder/a.js", ByteRange.ALL).refused(Kind.NOT_FOUND);
    store.delete("a.js", "folder/a.js");
  }

  private static void roundTrip(CaseContext context) {
    RecordingStore store = context.store();
    Version version = store.put("js/app.js", "let a = 1");

    AssetInfo info = store.info("js/app.js");
    same("the key that stat tells", "js/app.js", info.key().value());
    same("the size that stat tells", 9L, info.size());
    same("the version that stat tells", version, info.version());
    same("the headers that stat tells", RecordingStore.TEXT, info.headers());
    Snapshot read = store.read("js/app.js");
    same("what the reader tells, compared with stat", info, read.info());
    same("the body", "let a = 1", read.text());
    same("the keys in the listing", List.of("js/app.js"), store.keys(""));
    Entry entry = store.entry("js/app.js");
    same("the size in the listing", 9L, entry.size());
    same("the version in the listing", version, entry.version());
  }

  private static void allBytes(CaseContext context) {
    byte[] bytes = Bodies.allBytes();

    context.store().put("bytes.bin", bytes, RecordingStore.TEXT);

    sameBytes("the body", bytes, context.store().read("bytes.bin").bytes());
  }

  private static void emptyObject(CaseContext context) {
    RecordingStore store = context.store();
    AssetHeaders headers = AssetHeaders.of("text/css").withCacheControl("no-cache");
    store.put("empty.css", new byte[0], headers);

    same("the headers that stat tells", headers, store.info("empty.css").headers());
    same("the size that stat tells", 0L, store.info("empty.css").size());
    sameBytes("the body", new byte[0], store.read("empty.css").bytes());
    same("the listing", List.of("empty.css"), store.keys(""));
    store.delete("empty.css");
    store.lacks("empty.css");
  }

  private static void overwrite(CaseContext context) {
    RecordingStore store = context.store();
    for (String text :
        List.of("a body of some length", "short", "", "a longer one than the first")) {
      store.put("app.js", text);

      same("the size that stat tells", (long) text.length(), store.info("app.js").size());
      store.holds("app.js", text);
    }
  }

  private static void slowSource(CaseContext context) {
    byte[] bytes = Bodies.letters(5_000, 'a');
    Content slow = Bodies.content(bytes, SingleBytes::new);

    context
        .store()
        .putting(AssetKey.of("slow.js"), slow, RecordingStore.TEXT, PutCondition.ALWAYS)
        .succeeds();

    sameBytes("the body", bytes, context.store().read("slow.js").bytes());
  }

  /** Gives one byte at a time, and never knows of a second. */
  static final class SingleBytes extends FilterInputStream {
    SingleBytes(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return super.read(buffer, offset, Math.min(1, length));
    }

    @Override
    public int available() {
      return 0;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }

  private static void secondHandle(CaseContext context) {
    RecordingStore one = context.store();
    RecordingStore other = context.second();
    other.lacks("app.js");

    one.put("app.js", "one");
    same("the size that the second handle's stat tells", 3L, other.info("app.js").size());
    other.holds("app.js", "one");
    same("the listing", List.of("app.js"), other.keys(""));
    other.put("app.js", "two");
    one.holds("app.js", "two");
    one.delete("app.js");
    other.lacks("app.js");
  }

  private static List<AssetStoreException> broken(
      CaseContext context, Optional<Supplier<AssetStore>> opens, Kind kind) {
    CallResult<AssetStore> opened = context.opening(opens.orElseThrow());
    if (!opened.worked()) {
      return List.of(opened.refused(kind));
    }
    RecordingStore store = context.handle(opened.succeeds(), "");
    AssetKey key = AssetKey.of("a.js");
    Content content = Content.of("x".getBytes(StandardCharsets.UTF_8));
    return List.of(
        Refusals.about(store.stating("a.js").refused(kind), "stat", "a.js"),
        Refusals.about(store.reading("a.js", ByteRange.ALL).refused(kind), "read", "a.js"),
        Refusals.about(
            store.putting(key, content, RecordingStore.TEXT, PutCondition.ALWAYS).refused(kind),
            "put",
            "a.js"),
        Refusals.about(store.paging("", Optional.empty(), 10).refused(kind), "list"),
        Refusals.about(store.undeleted("a.js").refused(kind), "delete"));
  }

  private static void lastRefusals(CaseContext context) {
    RecordingStore store = context.store();
    store.put("js/app.js", "app");
    List<AssetStoreException> refusals =
        List.of(
            Refusals.about(
                store.reading("lost.js", ByteRange.ALL).refused(Kind.NOT_FOUND), "read", "lost.js"),
            Refusals.about(
                store.reading("js/app.js", ByteRange.from(10)).refused(Kind.INVALID),
                "read",
                "js/app.js"),
            Refusals.about(
                store
                    .paging("", Optional.of(new Cursor("none of yours")), 10)
                    .refused(Kind.INVALID),
                "list"));

    refusals.forEach(e -> same("retryable() of a " + e.kind(), false, e.retryable()));
  }

  private static void notFound(CaseContext context) {
    AssetStoreException e =
        context.store().reading("js/lost.js", ByteRange.ALL).refused(Kind.NOT_FOUND);

    Refusals.about(e, "read", "js/lost.js");
  }
}
