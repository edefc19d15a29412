package io.passthrough.tck;

import static io.passthrough.tck.TckFailure.holds;
import static io.passthrough.tck.TckFailure.same;

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
            .needs(Part.HTTP_BACKEND)
            .shows("core settles a lost answer: the put succeeds, with the object's version")
            .usualCause("a refusal that was none is reported, or metadata does not come back")
            .body(ConsistencyCases::settled),
        core("consistency.lost-answers", "C5", "G12")
            .with(Capability.STRONG_CONSISTENCY)
            .needs(Part.HTTP_BACKEND)
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

  private static PublishResult publish(Handle by, Site site, String name) {
    AssetStore store = by.guarded();
    return by.attempt("publish " + Quoted.text(name), () -> site.publish(store, name)).succeeds();
  }

  private static void deploy(Handle by, Site site, String name) {
    AssetStore store = by.guarded();
    by.attempt("deploy " + Quoted.text(name), () -> site.deploy(store, name)).succeeds();
  }

  private static void releases(Handle seenBy, String when, String... expected) {
    AssetStore store = seenBy.guarded();
    List<String> releases =
        seenBy.attempt("list the releases", () -> Site.releases(store)).succeeds();
    same("the releases " + when, List.of(expected), releases);
  }

  private static void readAfterPublish(Trial trial) throws IOException {
    Map<String, String> parts = parts();
    Handle other = trial.second();
    parts.keySet().forEach(other::lacks);
    try (Site site = site(parts)) {
      deploy(trial.store(), site, "one");
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

  private static void listAfterPublish(Trial trial) throws IOException {
    Handle one = trial.store();
    Handle other = trial.second();
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

  /** A gate for the puts of keys with a text in them. */
  private record Hold(String part, Gate gate) {

    static Hold of(Trial trial, String part) {
      return new Hold(part, new Gate(2, trial.patience().multipliedBy(4)));
    }

    /** Lets something be looked at while the put stands at its last byte. */
    void during(Runnable look) throws InterruptedException {
      holds(gate.awaitFirst(), "the put of " + part, "it reads its content", "it does not");
      look.run();
      gate.open();
    }
  }

  private static void atomicVisibility(Trial trial) throws IOException, InterruptedException {
    Hold asset = Hold.of(trial, LAST);
    Hold outcome = Hold.of(trial, "/outcome.json");
    Hold activation = Hold.of(trial, ".passthrough/activations/");
    AssetStore held =
        new HeldPuts(
            trial.store().guarded(),
            key ->
                Stream.of(asset, outcome, activation)
                    .filter(hold -> key.contains(hold.part()))
                    .findFirst()
                    .map(Hold::gate));
    Handle other = trial.second();
    try (Site site = site(parts()).with(LAST, "the last one")) {
      Future<?> deploy = trial.start(() -> site.deploy(held, "one"));
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
      Trial.result(deploy);
    }
    releases(other, "in the end", "one READY [default]");
  }

  private static void oneWinner(Trial trial) throws IOException, InterruptedException {
    Gate gate = new Gate(2, trial.patience());
    List<Handle> handles = List.of(trial.store(), trial.second());
    List<Callable<Attempt<PublishResult>>> publishes = new ArrayList<>();
    for (Handle handle : handles) {
      AssetStore held = new HeldPuts(handle.guarded(), key -> manifest(key, gate));
      String name = part(handles.indexOf(handle));
      publishes.add(
          () -> {
            try (Site site = Site.create().with(name, name)) {
              return handle.attempt("publish 'one' with " + name, () -> site.publish(held, "one"));
            }
          });
    }
    List<Attempt<PublishResult>> ends = trial.together(publishes);
    long won = ends.stream().filter(Attempt::worked).count();
    same("how many of the two publishes succeeded", 1L, won);
    int winner = ends.get(0).worked() ? 0 : 1;
    conflict(ends.get(1 - winner));
    Handle any = trial.second();
    any.holds(part(winner), part(winner));
    any.lacks(part(1 - winner));
    releases(any, "in the end", "one READY []");
  }

  private static Optional<Gate> manifest(String key, Gate gate) {
    return key.endsWith("/manifest.json") ? Optional.of(gate) : Optional.empty();
  }

  private static void conflict(Attempt<PublishResult> lost) {
    Exception failure = lost.failed().orElseThrow();
    holds(
        failure instanceof PassthroughException e && e.kind() == PassthroughException.Kind.CONFLICT,
        lost.what(),
        "a CONFLICT, as another one has the name",
        failure);
  }

  private static void settled(Trial trial) {
    Handle guarded =
        new Handle(
            trial.through().guarded(), "through core's guard and the proxy: ", trial.steps());
    trial.proxy().onceOnWrite(new Fault.LostAnswer());

    Version version = guarded.creating("lock.json", "mine", Handle.TEXT).succeeds();

    same("the version of the object", version, trial.store().info("lock.json").version());
    guarded.creating("lock.json", "other", Handle.TEXT).refused(Kind.CONDITION_FAILED);
    trial.store().holds("lock.json", "mine");
  }

  /** Each round loses the answer of one put, the last round of none. */
  private static void lostAnswers(Trial trial) throws IOException {
    Handle through = trial.through();
    List<String> expected = new ArrayList<>();
    do {
      int round = expected.size();
      String name = "%02d".formatted(round);
      expected.add(name + " READY []");
      trial.proxy().onWrite(round, new Fault.LostAnswer());
      trial.steps().add("the answer to put " + (round + 1) + " from now on is lost");
      try (Site site = Site.create().with(part(round), name).with("shared.json", name)) {
        deploy(through, site, name);
      }
      trial.second().holds(part(round), name);
    } while (!trial.proxy().isArmed());
    int last = expected.size() - 1;
    holds(last >= MIN_WRITES, "the puts of a deploy", "at least " + MIN_WRITES, last);
    expected.set(last, "%02d READY [default]".formatted(last));
    releases(trial.second(), "in the end", expected.toArray(String[]::new));
  }
}
