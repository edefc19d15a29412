package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Capability;
import io.passthrough.api.Version;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.serving.AssetService;
import io.passthrough.tck.proxy.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What hosts and pipelines rely on together, with core between them and the store. */
final class ConsistencyCases {

  private static final int PARTS = 6;
  private static final int MIN_WRITES = 6;
  private static final String LAST = "last.9d04e7b2.js";

  private ConsistencyCases() {}

  static List<TckCase> all() {
    return List.of(
        core("consistency.read-after-publish", "V4", "O7")
            .shows("when publish returns, another host reads every asset of the release")
            .usualCause("an absence that a handle has seen is remembered")
            .body(ConsistencyCases::readAfterPublish),
        core("consistency.list-after-publish", "V4", "D1")
            .shows("what one pipeline published, or deleted, another one knows at once")
            .usualCause("a listing is kept for the next one who asks")
            .body(ConsistencyCases::listAfterPublish),
        core("consistency.atomic-visibility", "P1", "L7")
            .shows("a release is neither READY nor active before its last byte is there")
            .usualCause("a put takes the name first, and the bytes come later")
            .body(ConsistencyCases::atomicVisibility),
        core("consistency.one-winner", "C2", "P8")
            .aRace()
            .shows("of two releases that get one name at once, one wins whole")
            .usualCause("the condition is checked before the body is sent, not when it is stored")
            .body(ConsistencyCases::oneWinner),
        core("consistency.own-lost-answer", "C5", "G12")
            .needs(HarnessOption.HTTP_BACKEND)
            .shows("core settles a lost answer: the put succeeds, with the object's version")
            .usualCause("a refusal that was none is reported, or metadata does not come back")
            .body(ConsistencyCases::settled),
        core("consistency.lost-answers", "C5", "G12")
            .with(Capability.STRONG_CONSISTENCY)
            .needs(HarnessOption.HTTP_BACKEND)
            .shows("a release is published and activated, whichever answer to a put is lost")
            .usualCause("a lost answer is UNAVAILABLE, as if nothing could have been stored")
            .body(ConsistencyCases::lostAnswers));
  }

  private static TckCase.Builder core(String id, String... rules) {
    return TckCase.of(id, rules).with(Capability.CREATE_IF_ABSENT);
  }

  private static Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    IntStream.range(0, PARTS).forEach(i -> parts.put(part(i), text(i)));
    return parts;
  }

  /** A name with a fingerprint in it. */
  private static String part(int number) {
    return "part.3f9a1c%02d.js".formatted(number);
  }

  private static String text(int number) {
    return "the text of part " + number;
  }

  private static Site site(Map<String, String> files) throws IOException {
    Site site = Site.create();
    for (Map.Entry<String, String> file : files.entrySet()) {
      site.with(file.getKey(), file.getValue());
    }
    return site;
  }

  private static PublishResult publish(RecordingStore by, Site site, String name) {
    AssetStore store = by.guarded();
    return by.call("publish " + Quoted.text(name), () -> site.publish(store, name)).succeeds();
  }

  private static void deploy(RecordingStore by, Site site, String name) {
    AssetStore store = by.guarded();
    by.call("deploy " + Quoted.text(name), () -> site.deploy(store, name)).succeeds();
  }

  private static void releases(RecordingStore seenBy, String when, String... expected) {
    AssetStore store = seenBy.guarded();
    List<String> releases = seenBy.call("list the releases", () -> Site.releases(store)).succeeds();
    same("the releases " + when, List.of(expected), releases);
  }

  private static void readAfterPublish(CaseContext context) throws IOException {
    Map<String, String> parts = parts();
    RecordingStore other = context.second();
    parts.keySet().forEach(other::lacks);
    try (Site site = site(parts)) {
      deploy(context.store(), site, "one");
    }
    parts.forEach(other::holds);
    try (Site local = Site.create();
        AssetService host = local.serve(other.guarded(), false)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        Answer answer = Answer.to(host, "GET", "/static/" + part.getKey());
        same("the status of " + part.getKey() + " on another host", 200, answer.status());
        same("its body", part.getValue(), answer.text());
      }
    }
  }

  private static void listAfterPublish(CaseContext context) throws IOException {
    RecordingStore one = context.store();
    RecordingStore other = context.second();
    releases(other, "before anything is published");
    try (Site site = site(parts())) {
      publish(one, site, "one");
      releases(other, "after a publish through the first handle", "one READY []");
      publish(other, site, "one");
      one.delete(part(0));
      int uploaded = publish(other, site, "one").uploaded();
      same("how many assets a publish puts again after one was deleted", 1, uploaded);
    }
    one.holds(part(0), text(0));
  }

  /** A barrier for the puts of keys with a text in them. */
  private record Hold(String part, LastByteBarrier barrier) {

    static Hold of(CaseContext context, String part) {
      return new Hold(part, new LastByteBarrier(2, context.patience().multipliedBy(4)));
    }

    /** Lets something be looked at while the put stands at its last byte. */
    void during(Runnable look) throws InterruptedException {
      holds(barrier.awaitFirst(), "the put of " + part, "it reads its content", "it does not");
      look.run();
      barrier.open();
    }
  }

  private static void atomicVisibility(CaseContext context)
      throws IOException, InterruptedException {
    Hold asset = Hold.of(context, LAST);
    Hold outcome = Hold.of(context, "/outcome.json");
    Hold activation = Hold.of(context, ".passthrough/activations/");
    AssetStore held =
        new HeldPuts(
            context.store().guarded(),
            key ->
                Stream.of(asset, outcome, activation)
                    .filter(hold -> key.contains(hold.part()))
                    .findFirst()
                    .map(Hold::barrier));
    RecordingStore other = context.second();
    try (Site site = site(parts()).with(LAST, "the last one")) {
      Future<?> deploy = context.start(() -> site.deploy(held, "one"));
      asset.during(
          () -> {
            other.lacks(LAST);
            releases(other, "while an asset is put", "one OPEN []");
          });
      outcome.during(
          () -> {
            other.holds(LAST, "the last one");
            releases(other, "while the outcome is put", "one OPEN []");
          });
      activation.during(() -> releases(other, "while the activation is put", "one READY []"));
      CaseContext.result(deploy);
    }
    releases(other, "in the end", "one READY [default]");
  }

  private static void oneWinner(CaseContext context) throws Exception {
    LastByteBarrier barrier = new LastByteBarrier(2, context.patience());
    List<RecordingStore> handles = List.of(context.store(), context.second());
    List<Callable<CallResult<PublishResult>>> publishes = new ArrayList<>();
    for (RecordingStore handle : handles) {
      AssetStore held = new HeldPuts(handle.guarded(), key -> manifest(key, barrier));
      String name = part(handles.indexOf(handle));
      publishes.add(
          () -> {
            try (Site site = Site.create().with(name, name)) {
              return handle.call("publish 'one' with " + name, () -> site.publish(held, "one"));
            }
          });
    }
    List<CallResult<PublishResult>> ends = context.together(publishes);
    long won = ends.stream().filter(CallResult::worked).count();
    same("how many of the two publishes succeeded", 1L, won);
    int winner = ends.get(0).worked() ? 0 : 1;
    conflict(lastWord(context, handles.get(1 - winner), ends.get(1 - winner)));
    RecordingStore any = context.second();
    any.holds(part(winner), part(winner));
    any.lacks(part(1 - winner));
    releases(any, "in the end", "one READY []");
  }

  /**
   * Publishes again where the loser learned only that it should come back: the winner was not done,
   * or what it did was not yet to be seen.
   */
  private static CallResult<PublishResult> lastWord(
      CaseContext context, RecordingStore loser, CallResult<PublishResult> lost) throws Exception {
    if (!comesBack(lost)) {
      return lost;
    }
    AssetStore store = loser.guarded();
    try (Site site = Site.create().with("late.js", "of the one who came back")) {
      return context.inTheEnd(
          () -> loser.call("publish 'one' again", () -> site.publish(store, "one")),
          again -> !comesBack(again));
    }
  }

  private static boolean comesBack(CallResult<PublishResult> lost) {
    boolean conflict =
        lost.failure() instanceof PassthroughException e
            && e.kind() == PassthroughException.Kind.CONFLICT;
    return !lost.worked() && !conflict;
  }

  private static Optional<LastByteBarrier> manifest(String key, LastByteBarrier barrier) {
    return key.endsWith("/manifest.json") ? Optional.of(barrier) : Optional.empty();
  }

  private static void conflict(CallResult<PublishResult> lost) {
    Exception failure = lost.failed().orElseThrow();
    holds(
        failure instanceof PassthroughException e && e.kind() == PassthroughException.Kind.CONFLICT,
        lost.what(),
        "a CONFLICT, as another one has the name",
        failure);
  }

  private static void settled(CaseContext context) {
    RecordingStore guarded =
        context.recorded(context.through().guarded(), "through core's guard and the proxy: ");
    context.proxy().onceOnWrite(new Fault.LostAnswer());

    Version version = guarded.creating("lock.json", "mine", RecordingStore.TEXT).succeeds();

    same("the version of the object", version, context.store().info("lock.json").version());
    guarded.creating("lock.json", "other", RecordingStore.TEXT).refused(Kind.CONDITION_FAILED);
    context.store().holds("lock.json", "mine");
  }

  /** Each round loses the answer of one put, the last round of none. */
  private static void lostAnswers(CaseContext context) throws IOException {
    RecordingStore through = context.through();
    List<String> expected = new ArrayList<>();
    do {
      int round = expected.size();
      String name = "%02d".formatted(round);
      expected.add(name + " READY []");
      context.proxy().onWrite(round, new Fault.LostAnswer());
      context.steps().add("the answer to put " + (round + 1) + " from now on is lost");
      try (Site site = Site.create().with(part(round), name).with("shared.json", name)) {
        deploy(through, site, name);
      }
      context.second().holds(part(round), name);
    } while (!context.proxy().isArmed());
    int last = expected.size() - 1;
    holds(last >= MIN_WRITES, "the puts of a deploy", "at least " + MIN_WRITES, last);
    expected.set(last, "%02d READY [default]".formatted(last));
    releases(context.second(), "in the end", expected.toArray(String[]::new));
  }
}
