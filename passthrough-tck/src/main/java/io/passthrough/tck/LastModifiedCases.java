package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The time that a store tells of an object. */
final class LastModifiedCases {

  private static final Duration CLOCK_SKEW = Duration.ofMinutes(15);

  /** Two times that lie so far apart differ, also where both are cut to seconds. */
  private static final long TWO_SECONDS_MILLIS = 2_100;

  private LastModifiedCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("headers.last-modified-sane", "R9", "L6")
            .shows("lastModified is the time of the put, and the same in stat and list")
            .usualCause("the time of the source, of the opening, or none at all is told")
            .body(LastModifiedCases::sane),
        TckCase.of("headers.last-modified-moves", "R9")
            .shows("only a put changes lastModified, and each put does, also one of the same bytes")
            .usualCause("the time is that of the answer, or of the object's first put")
            .body(LastModifiedCases::moves));
  }

  private static void sane(CaseContext context) {
    RecordingStore store = context.store();
    Instant before = Instant.now();
    store.put("app.js", "one");
    Instant after = Instant.now();

    Instant stated = store.info("app.js").lastModified();
    boolean sane =
        !stated.isBefore(before.minus(CLOCK_SKEW)) && !stated.isAfter(after.plus(CLOCK_SKEW));
    holds(sane, "the time that stat tells", "about " + after, stated);
    listedNear(store, "app.js", stated);
    Optional<AssetInfo> second = store.stat("app.js");
    same("what stat tells the second time", second, store.stat("app.js"));
  }

  private static void listedNear(RecordingStore store, String key, Instant stated) {
    Instant listed = store.entry(key).lastModified();
    holds(
        Duration.between(stated, listed).abs().compareTo(Duration.ofSeconds(1)) <= 0,
        "the time in the listing",
        "within a second of " + stated,
        listed);
  }

  private static void moves(CaseContext context) throws InterruptedException {
    RecordingStore store = context.store();
    List<String> keys = List.of("kept.js", "changed.js", "same.js");
    keys.forEach(key -> store.put(key, "one"));
    List<AssetInfo> before = keys.stream().map(store::info).toList();
    TimeUnit.MILLISECONDS.sleep(TWO_SECONDS_MILLIS);
    context.steps().add("two seconds go by");

    for (RecordingStore handle : List.of(store, context.second())) {
      Instant first = before.get(0).lastModified();
      same("what stat tells after two seconds", before.get(0), handle.info("kept.js"));
      same("the time that read tells", first, handle.read("kept.js").info().lastModified());
      listedNear(handle, "kept.js", first);
    }
    store.put("changed.js", "two");
    store.put("same.js", "one");
    isLater(store, "changed.js", before.get(1));
    isLater(store, "same.js", before.get(2));
  }

  private static void isLater(RecordingStore store, String key, AssetInfo before) {
    Instant now = store.info(key).lastModified();
    holds(
        now.isAfter(before.lastModified()),
        "the time of " + Quoted.text(key) + ", which was put again two seconds later",
        "later than " + before.lastModified(),
        now);
    listedNear(store, key, now);
  }
}
