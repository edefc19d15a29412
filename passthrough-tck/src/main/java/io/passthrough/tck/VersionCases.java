package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.Capability;
import io.passthrough.api.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Versions of objects. */
final class VersionCases {

  private static final int REWRITES = 200;
  private static final int DELETED_EVERY = 20;
  private static final int SIZE = 300_000;

  /** Two texts of one size that a checksum takes for one. */
  private record Collision(String checksum, String one, String other) {}

  private static final List<Collision> COLLISIONS =
      List.of(
          new Collision("CRC-32", "tpkwhjpqrhry", "ghoyjvnguhvd"),
          new Collision("CRC-32C", "oqfdorslaypi", "owywzevdzrda"),
          new Collision("Adler-32", "fmafrogeoytt", "bkgdvnrddqvz"),
          new Collision("the sum of all bytes", "passthrough", "hguorhtssap"),
          new Collision("hashCode()", "mzvjpczhfdff", "jetmtcdarwwr"),
          new Collision("FNV-1", "syiyzyabzuth", "gxgybmwllfog"),
          new Collision("FNV-1a", "rkvowbanldfk", "ekntldxgsosu"),
          new Collision("MurmurHash3", "jzfpdobgxkmb", "drqtgzkkjfnd"),
          new Collision("32 bits of MD5", "xlytdupmapxh", "xmqgfmfrszpf"),
          new Collision("40 bits of MD5", "eswklgdoyewy", "vrrrhvwflkva"),
          new Collision("32 bits of SHA-1", "kybhzfialsqt", "zbkoufvgedpl"),
          new Collision("40 bits of SHA-1", "cmgfaceyqwml", "pggqxlmunkrl"),
          new Collision("32 bits of SHA-256", "kmjdksjikzrl", "qycugazwlgzq"),
          new Collision("40 bits of SHA-256", "fitepjattlwu", "wfiiairgehud"));

  private VersionCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("cas.version-agrees", "V1", "P7")
            .shows("put, stat, read and list tell one version, on both handles")
            .usualCause("one of them quotes, cuts or computes it in another way")
            .body(VersionCases::versionAgrees),
        TckCase.of("cas.same-size-rewrite", "V2")
            .shows("of 200 bodies of one size, some put after a delete, no two have one version")
            .usualCause("the version is size and time, or a count that a delete starts again")
            .body(VersionCases::sameSizeRewrite),
        TckCase.of("cas.every-byte-counts", "V2")
            .shows("bodies of 300 KB that differ in one byte anywhere have two versions")
            .usualCause("the version is made of the size and of the body's beginning")
            .body(VersionCases::everyByteCounts),
        TckCase.of("cas.weak-checksums", "V2")
            .shows("bodies that CRC-32 and other short checksums take for one have two versions")
            .usualCause("the version is a checksum that is made to find broken lines")
            .body(VersionCases::weakChecksums),
        TckCase.of("cas.foreign-change", "V3")
            .with(Capability.STRONG_CONSISTENCY)
            .needs(HarnessOption.NATIVE_PLANTING)
            .shows("an object whose bytes another tool changed has another version")
            .usualCause("the version is kept beside the object, whatever becomes of its bytes")
            .body(VersionCases::foreignChange));
  }

  private static void versionAgrees(CaseContext context) {
    for (String text : List.of("one", "two", "")) {
      Version version = context.store().put("app.js", text);
      for (RecordingStore handle : List.of(context.store(), context.second())) {
        same("the version that stat tells", version, handle.info("app.js").version());
        same("the version that read tells", version, handle.read("app.js").info().version());
        same("the version that list tells", version, handle.entry("app.js").version());
      }
    }
  }

  private static void sameSizeRewrite(CaseContext context) {
    Map<Version, Integer> rounds = new HashMap<>();
    for (int round = 0; round < REWRITES; round++) {
      if (round % DELETED_EVERY == 0) {
        context.store().delete("app.js");
      }
      Version version = context.store().put("app.js", "body %05d".formatted(round));
      Integer before = rounds.put(version, round);
      holds(
          before == null,
          "the version of put " + round + ", of as many but other bytes",
          "one that no earlier put has",
          "that of put " + before);
      same("the version that stat tells", version, context.store().info("app.js").version());
    }
  }

  private static void everyByteCounts(CaseContext context) {
    byte[] body = Bodies.random(SIZE, 11);
    for (int place : List.of(SIZE - 1, 0, SIZE / 2, (64 << 10) + 1, SIZE / 3)) {
      byte[] other = body.clone();
      other[place]++;
      differ(context, body, other, "that differ in byte " + place);
    }
  }

  private static void weakChecksums(CaseContext context) {
    for (Collision collision : COLLISIONS) {
      differ(
          context,
          collision.one.getBytes(StandardCharsets.UTF_8),
          collision.other.getBytes(StandardCharsets.UTF_8),
          "that are one to " + collision.checksum);
    }
  }

  private static void differ(CaseContext context, byte[] one, byte[] other, String how) {
    RecordingStore store = context.store();
    Version first = store.put("app.js", one, RecordingStore.TEXT);
    Version second = store.put("app.js", other, RecordingStore.TEXT);
    holds(
        !first.equals(second),
        "the versions of two bodies of " + one.length + " bytes " + how,
        "two",
        "one, " + Quoted.any(first));
    same("the version that stat tells", second, store.info("app.js").version());
  }

  private static void foreignChange(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    Version ours = store.put("app.js", "of us all");
    context.planting().plant("app.js", "of others".getBytes(StandardCharsets.UTF_8));

    for (RecordingStore handle : List.of(store, context.second())) {
      handle.holds("app.js", "of others");
      Version now = handle.info("app.js").version();
      String expected = "another than " + Quoted.any(ours);
      holds(!now.equals(ours), "the version after another tool's change", expected, now);
      same("the version that read tells", now, handle.read("app.js").info().version());
      same("the version that list tells", now, handle.entry("app.js").version());
    }
  }
}
