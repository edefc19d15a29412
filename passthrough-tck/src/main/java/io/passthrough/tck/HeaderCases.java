package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;
import static io.passthrough.tck.Expect.sameBytes;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/** What is stored beside the bytes. */
final class HeaderCases {

  private static final int OVERWRITES = 50;
  private static final int PAIRS = 20;

  private HeaderCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("headers.content-type-against-extension", "H2", "H1")
            .shows("the content type is the one that was put, whatever name and bytes suggest")
            .usualCause("the store does not keep the type, it guesses it from the extension")
            .body(HeaderCases::contentType),
        TckCase.of("headers.cache-control", "H1")
            .shows("Cache-Control comes back as it was put")
            .usualCause("the header is not kept, or replaced by a default")
            .body(
                context -> {
                  comesBack(
                      context,
                      RecordingStore.TEXT.withCacheControl("public, max-age=31536000, immutable"));
                  comesBack(
                      context,
                      RecordingStore.TEXT.withCacheControl(
                          "No-Cache=\"Set-Cookie, A\", s-maxage=0"));
                }),
        TckCase.of("headers.content-encoding", "H1", "R3")
            .shows("an encoded body keeps its Content-Encoding, and its bytes are the stored ones")
            .usualCause("the client, or the server on its way, decodes the body by itself")
            .body(HeaderCases::contentEncoding),
        TckCase.of("headers.metadata", "H1")
            .shows("metadata comes back name by name and value by value, up to 2,048 bytes")
            .usualCause("names are folded, values are trimmed or encoded, or the limit is smaller")
            .body(HeaderCases::metadata),
        TckCase.of("headers.metadata-values", "H1")
            .shows("20 pairs come back, and values that look like escapes, numbers or comments")
            .usualCause("values are decoded, unescaped or typed by a client or a file format")
            .body(HeaderCases::manyPairs),
        TckCase.of("headers.no-coding-by-name", "H1", "H3", "R3")
            .shows("'site.tar.gz' without a Content-Encoding gets none, and keeps its bytes")
            .usualCause("the coding is guessed from the extension")
            .body(HeaderCases::codedByName),
        TckCase.of("headers.replaced-whole", "H3", "P3")
            .shows("a put without a header takes away the one that the old object had")
            .usualCause("new headers are merged into the old ones")
            .body(HeaderCases::replacedWhole),
        TckCase.of("headers.refused-put-leaves-them", "H6", "C1")
            .with(Capability.CREATE_IF_ABSENT)
            .shows("a conditional put that is refused changes no header")
            .usualCause("headers are written before the condition is looked at")
            .body(HeaderCases::refusedPut),
        TckCase.of("headers.atomic-with-body", "H4", "P1", "R4")
            .aRace()
            .shows("while a put is under way, readers see the old headers with the old bytes")
            .usualCause("headers are stored before the body is there")
            .body(HeaderCases::whileTheBodyIsSent),
        TckCase.of("headers.atomic-with-body-plain", "H4", "P1", "R4")
            .tier(Tier.RACE)
            .aRace()
            .shows("a reader never sees the headers of one put with the bytes of another")
            .usualCause("headers and body are stored in two steps")
            .body(HeaderCases::whileOverwriting),
        TckCase.of("headers.stat-equals-read", "R2")
            .shows("stat and read tell the same, also when only a range is read")
            .usualCause("one of them fills in what its answer from the backend lacks")
            .body(HeaderCases::statEqualsRead),
        TckCase.of("headers.foreign-object", "H5", "R2")
            .with(Capability.STRONG_CONSISTENCY)
            .needs(HarnessOption.NATIVE_PLANTING)
            .shows("an object that another tool put is read, and has no headers of an older one")
            .usualCause("headers are looked for where only the store itself keeps them")
            .body(HeaderCases::foreign));
  }

  private static void contentType(CaseContext context) {
    RecordingStore store = context.store();
    Map<String, String> types =
        Map.of(
            "x.txt", "application/wasm",
            "page", "text/css",
            "app.js", "text/plain; charset=iso-8859-1",
            "index", "text/html; charset=UTF-8",
            "image.png", "application/x-passthrough-test");
    types.forEach(
        (key, type) ->
            store.put(
                key, "<!doctype html>".getBytes(StandardCharsets.UTF_8), AssetHeaders.of(type)));

    types.forEach(
        (key, type) -> {
          String what = "the Content-Type of " + Quoted.text(key);
          same(what + " that stat tells", type, store.info(key).headers().contentType());
          same(what + " that read tells", type, store.read(key).info().headers().contentType());
        });
  }

  private static void comesBack(CaseContext context, AssetHeaders headers) {
    RecordingStore store = context.store();
    store.put("app.js", Bodies.letters(9, 'a'), headers);

    same("the headers that stat tells", headers, store.info("app.js").headers());
    same("the headers that read tells", headers, store.read("app.js").info().headers());
  }

  private static void contentEncoding(CaseContext context) {
    byte[] gzip = Bodies.gzipOfLetters();
    for (String coding : List.of("gzip", "br", "zstd", "deflate", "dcb", "dcz", "gzip, br")) {
      AssetHeaders headers = RecordingStore.TEXT.withContentEncoding(coding);
      RecordingStore store = context.store();
      store.put("app.js", gzip, headers);

      Snapshot read = store.read("app.js");
      sameBytes("the body stored with Content-Encoding " + coding, gzip, read.bytes());
      same("the size that stat tells", (long) gzip.length, store.info("app.js").size());
      same("the headers that read tells", headers, read.info().headers());
      Snapshot part = store.reading("app.js", ByteRange.of(2, 4)).succeeds();
      sameBytes("bytes 2 to 5", Arrays.copyOfRange(gzip, 2, 6), part.bytes());
    }
  }

  /** Names from which servers and clients guess a coding. */
  private static void codedByName(CaseContext context) {
    byte[] gzip = Bodies.gzipOfLetters();
    AssetHeaders headers = AssetHeaders.of("application/gzip");
    List<String> names =
        List.of("site.tar.gz", "logo.svgz", "app.js.gz", "app.js.br", "a.json.zst");
    for (String name : names) {
      context.store().put(name, gzip, headers);

      String of = " of " + Quoted.text(name) + ", put without a coding";
      same("the headers that stat tells" + of, headers, context.store().info(name).headers());
      Snapshot read = context.store().read(name);
      same("the headers that read tells" + of, headers, read.info().headers());
      sameBytes("the body" + of, gzip, read.bytes());
      same("the size that stat tells" + of, (long) gzip.length, read.info().size());
    }
  }

  private static void manyPairs(CaseContext context) {
    Map<String, String> metadata = new HashMap<>();
    for (int i = 0; i < PAIRS; i++) {
      metadata.put("pair_" + i, "value " + i);
    }
    comesBack(context, RecordingStore.TEXT.withMetadata(metadata));
    metadata.clear();
    metadata.put("percent", "a%20b%2Bc%zz%");
    metadata.put("backslash", "C:\\new\\table\\u0041");
    metadata.put("zeros", "007");
    metadata.put("exponent", "1e3");
    metadata.put("word_true", "true");
    metadata.put("word_null", "null");
    metadata.put("hash", "#no comment");
    metadata.put("equals", "=a=b");
    metadata.put("colon", ": b");
    metadata.put("quotes", "\"in quotes\"");
    metadata.put("plus", "a+b c");
    metadata.put("entity", "&amp;&lt;");
    metadata.put("x1_y2", "_");
    comesBack(context, RecordingStore.TEXT.withMetadata(metadata));
  }

  private static void metadata(CaseContext context) {
    Map<String, String> metadata = new HashMap<>();
    metadata.put("sha256", "0a".repeat(32));
    metadata.put("snake_case_2", "UPPER lower  two spaces");
    metadata.put("marks", "~!#$%^&*()=+[]{};:'\",.<>/?|");
    metadata.put("commas", "one, two,three; q=1, \"four, five\"");
    int size = metadata.entrySet().stream().mapToInt(HeaderCases::size).sum();
    metadata.put("r", "r".repeat(AssetHeaders.MAX_METADATA_BYTES - 1 - size));
    comesBack(context, RecordingStore.TEXT.withMetadata(metadata));
  }

  private static int size(Map.Entry<String, String> pair) {
    return pair.getKey().length() + pair.getValue().length();
  }

  private static void replacedWhole(CaseContext context) {
    RecordingStore store = context.store();
    AssetHeaders rich =
        AssetHeaders.of("text/css")
            .withCacheControl("no-cache")
            .withContentEncoding("gzip")
            .withMetadata(Map.of("one", "1", "two", "2"));
    store.put("app.css", Bodies.letters(3, 'a'), rich);
    AssetHeaders poor = AssetHeaders.of("text/plain").withMetadata(Map.of("two", "zwei"));

    store.put("app.css", Bodies.letters(3, 'b'), poor);

    same("the headers that stat tells after the second put", poor, store.info("app.css").headers());
    same(
        "the headers that read tells after the second put",
        poor,
        store.read("app.css").info().headers());
    store.put("app.css", Bodies.letters(3, 'b'), rich);
    same("the headers after a put of the same bytes", rich, store.info("app.css").headers());
  }

  private static void refusedPut(CaseContext context) {
    RecordingStore store = context.store();
    AssetHeaders headers = RecordingStore.TEXT.withMetadata(Map.of("put", "first"));
    store.put("app.js", Bodies.letters(3, 'a'), headers);
    AssetInfo before = store.info("app.js");

    store
        .creating("app.js", "bbb", AssetHeaders.of("text/css").withCacheControl("no-cache"))
        .refused(Kind.CONDITION_FAILED);

    same("what stat tells after the refused put", before, store.info("app.js"));
    same("what read tells after the refused put", before, store.read("app.js").info());
  }

  private static void whileTheBodyIsSent(CaseContext context) throws InterruptedException {
    RecordingStore store = context.store();
    store.put("held.js", Bodies.letters(64, 'a'), marked('a'));
    AssetInfo before = store.info("held.js");
    LastByteBarrier barrier = new LastByteBarrier(2, context.patience());
    AssetKey key = AssetKey.of("held.js");

    Future<Version> put =
        context.start(
            () ->
                store
                    .putting(
                        key,
                        barrier.holding(Bodies.letters(64, 'b')),
                        marked('b'),
                        PutCondition.ALWAYS)
                    .succeeds());
    barrier.awaitFirst();
    RecordingStore reader = context.second();
    same("what stat tells while a put is under way", before, reader.info("held.js"));
    Snapshot seen = reader.read("held.js");
    same("what read tells while a put is under way", before, seen.info());
    sameBytes("the body while a put is under way", Bodies.letters(64, 'a'), seen.bytes());
    barrier.open();
    CaseContext.result(put);
    whole(reader.read("held.js"));
  }

  private static void whileOverwriting(CaseContext context) throws InterruptedException {
    RecordingStore writer = context.store();
    RecordingStore reader = context.second();
    writer.put("app.js", Bodies.letters(64, 'a'), marked('a'));
    Future<Boolean> writing =
        context.start(
            () -> {
              for (int i = 0; i < OVERWRITES; i++) {
                char letter = (char) ('a' + i % 26);
                writer.put("app.js", Bodies.letters(64 + i, letter), marked(letter));
              }
              return true;
            });
    while (!writing.isDone()) {
      CallResult<Snapshot> read = reader.reading("app.js", ByteRange.ALL);
      if (!(read.failure() instanceof IOException)) {
        whole(read.succeeds());
      }
    }
    CaseContext.result(writing);
    whole(reader.read("app.js"));
  }

  private static AssetHeaders marked(char letter) {
    return RecordingStore.TEXT.withMetadata(Map.of("letter", String.valueOf(letter)));
  }

  /** Fails unless headers, size and every byte are of one put. */
  private static void whole(Snapshot read) {
    String letter = read.info().headers().metadata().getOrDefault("letter", "");
    holds(letter.length() == 1, "the metadata 'letter'", "one letter", Quoted.text(letter));
    byte[] body = Bodies.letters(read.bytes().length, letter.charAt(0));
    sameBytes("the body beside the headers of '" + letter + "'", body, read.bytes());
    same("the size beside the body", (long) body.length, read.info().size());
  }

  private static void statEqualsRead(CaseContext context) {
    RecordingStore store = context.store();
    AssetHeaders headers =
        AssetHeaders.of("text/javascript")
            .withCacheControl("no-cache")
            .withMetadata(Map.of("sha256", "0a"));
    store.put("js/app.js", Bodies.letters(100, 'a'), headers);
    AssetInfo info = store.info("js/app.js");

    same("what read tells", info, store.read("js/app.js").info());
    ByteRange range = ByteRange.of(10, 5);
    same("what read of a range tells", info, store.reading("js/app.js", range).succeeds().info());
  }

  private static void foreign(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    byte[] body = "of others".getBytes(StandardCharsets.UTF_8);
    AssetHeaders rich =
        AssetHeaders.of("text/css").withCacheControl("no-cache").withMetadata(Map.of("a", "b"));
    store.put("old.js", Bodies.letters(3, 'o'), rich.withContentEncoding("gzip"));
    for (String key : List.of("new.js", "old.js")) {
      context.planting().plant(key, body);

      AssetInfo info = store.info(key);
      AssetHeaders plain = AssetHeaders.of(info.headers().contentType());
      same("the headers, but for the type, of " + Quoted.text(key), plain, info.headers());
      Snapshot read = store.read(key);
      same("what read tells of " + Quoted.text(key), info, read.info());
      sameBytes("the body of " + Quoted.text(key), body, read.bytes());
    }
  }
}
