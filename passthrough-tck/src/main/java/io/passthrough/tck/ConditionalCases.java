package io.passthrough.tck;

import static io.passthrough.tck.TckFailure.holds;
import static io.passthrough.tck.TckFailure.same;
import static io.passthrough.tck.TckFailure.sameBytes;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/** Creating only what is absent, and versions. */
final class ConditionalCases {

  private static final int REWRITES = 200;
  private static final int DELETED_EVERY = 20;
  private static final int HELD_ROUNDS = 25;
  private static final int PLAIN_ROUNDS = 100;
  private static final int MANY_PLAIN_ROUNDS = 3_000;
  private static final int LARGE = 17 * 1024 * 1024 + 1;

  private ConditionalCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("cas.create", "C1", "H1", "E3", "E5")
            .with(Capability.CREATE_IF_ABSENT)
            .shows("a second conditional put, also over no bytes, is refused and changes nothing")
            .usualCause("the condition is not sent, or the server ignores it")
            .body(ConditionalCases::create),
        TckCase.of("cas.create-after-delete", "C4")
            .with(Capability.CREATE_IF_ABSENT)
            .shows("after a delete a conditional put succeeds again")
            .usualCause("a mark of the deleted object is taken for an object")
            .body(ConditionalCases::createAfterDelete),
        TckCase.of("cas.create-after-failure", "C1", "P4")
            .with(Capability.CREATE_IF_ABSENT)
            .shows("after a conditional put whose content throws, another one succeeds")
            .usualCause("the name is claimed before the body is there, and never given back")
            .body(ConditionalCases::createAfterFailure),
        TckCase.of("cas.foreign-object", "C1")
            .with(Capability.CREATE_IF_ABSENT)
            .with(Capability.STRONG_CONSISTENCY)
            .needs(Part.NATIVE_ACCESS)
            .shows("an object that another tool put stands in the way of a conditional put")
            .usualCause("the condition looks into an index, where others' objects are not")
            .body(ConditionalCases::createOverForeign),
        TckCase.of("cas.version-agrees", "V1", "P7")
            .shows("put, stat, read and list tell one version, on both handles")
            .usualCause("one of them quotes, cuts or computes it in another way")
            .body(ConditionalCases::versionAgrees),
        TckCase.of("cas.same-size-rewrite", "V2")
            .shows("of 200 bodies of one size, some put after a delete, no two have one version")
            .usualCause("the version is size and time, or a count that a delete starts again")
            .body(ConditionalCases::sameSizeRewrite),
        TckCase.of("cas.foreign-change", "V3")
            .with(Capability.STRONG_CONSISTENCY)
            .needs(Part.NATIVE_ACCESS)
            .shows("an object whose bytes another tool changed has another version")
            .usualCause("the version is kept beside the object, whatever becomes of its bytes")
            .body(ConditionalCases::foreignChange),
        TckCase.of("cas.race-create", "C2", "P8")
            .with(Capability.CREATE_IF_ABSENT)
            .aRace()
            .shows("of two conditional puts at once exactly one succeeds, and the object is its")
            .usualCause("the store checks, uploads, and then writes whatever came in between")
            .body(ConditionalCases::race),
        TckCase.of("cas.create-against-put", "C1", "P8")
            .with(Capability.CREATE_IF_ABSENT)
            .aRace()
            .shows("a conditional put does not replace what was put while its body was sent")
            .usualCause(
                "the condition holds among conditional puts only, or is looked at too early")
            .body(ConditionalCases::createAgainstPut),
        TckCase.of("cas.two-processes", "C2", "O7", "V1")
            .with(Capability.CREATE_IF_ABSENT)
            .needs(Part.SECOND_PROCESS)
            .aRace()
            .shows("of two conditional puts at once, in two processes, exactly one succeeds")
            .usualCause("a lock or an index that only one process sees keeps the condition")
            .body(ConditionalCases::twoProcesses),
        TckCase.of("cas.race-create-plain", "C2", "P8")
            .with(Capability.CREATE_IF_ABSENT)
            .tier(Tier.RACE)
            .aRace()
            .shows("the same in 3,000 rounds that start together and are not held")
            .usualCause("the check and the write lie close together, but are two steps")
            .body(trial -> plainRounds(trial, MANY_PLAIN_ROUNDS)),
        TckCase.of("cas.large", "C3")
            .with(Capability.CREATE_IF_ABSENT)
            .tier(Tier.LARGE)
            .shows("a conditional put of 17 MiB is refused like a small one")
            .usualCause("an upload in parts does not send the condition when it ends")
            .body(ConditionalCases::large));
  }

  private static void create(Trial trial) {
    Handle store = trial.store();
    AssetHeaders rich =
        AssetHeaders.of("application/json")
            .withCacheControl("no-cache")
            .withMetadata(Map.of("a", "b"));
    for (String body : List.of("one", "")) {
      String key = "lock" + body + ".json";
      Version version = store.creating(key, body, rich).succeeds();
      AssetInfo before = store.info(key);
      same("the version that stat tells", version, before.version());
      same("the headers that stat tells", rich, before.headers());

      AssetStoreException e =
          store.creating(key, "two", Handle.TEXT).refused(Kind.CONDITION_FAILED);
      trial.second().creating(key, "one", Handle.TEXT).refused(Kind.CONDITION_FAILED);

      same("the operation of the refusal", "put", e.operation());
      same("the key of the refusal", Optional.of(AssetKey.of(key)), e.key());
      same("retryable() of the refusal", false, e.retryable());
      same("what stat tells after the refused puts", before, store.info(key));
      store.holds(key, body);
    }
  }

  private static void createAfterDelete(Trial trial) {
    Handle store = trial.store();
    store.creating("lock.json", "one", Handle.TEXT).succeeds();
    store.delete("lock.json");

    store.creating("lock.json", "two", Handle.TEXT).succeeds();

    store.holds("lock.json", "two");
    store.put("lock.json", "three");
    store.creating("lock.json", "four", Handle.TEXT).refused(Kind.CONDITION_FAILED);
  }

  private static void createAfterFailure(Trial trial) {
    Handle store = trial.store();
    for (Handle next : List.of(store, trial.second())) {
      Content broken = Bodies.breaking(Bodies.letters(1_000, 'b'), 900);
      AssetKey key = AssetKey.of("lock.json");
      Attempt<Version> failed = store.putting(key, broken, Handle.TEXT, PutCondition.IF_ABSENT);
      holds(!failed.worked(), failed.what() + ", whose content throws", "a failure", "success");

      store.lacks("lock.json");
      next.creating("lock.json", "two", Handle.TEXT).succeeds();
      store.holds("lock.json", "two");
      store.delete("lock.json");
    }
  }

  private static void createOverForeign(Trial trial) throws IOException {
    Handle store = trial.store();
    byte[] others = "of others".getBytes(StandardCharsets.UTF_8);
    trial.harness().nativeAccess().orElseThrow().plant(trial.namespace(), "lock.json", others);
    trial.steps().add("another tool writes 'of others' to 'lock.json'");

    store.creating("lock.json", "ours", Handle.TEXT).refused(Kind.CONDITION_FAILED);

    store.holds("lock.json", "of others");
  }

  private static void versionAgrees(Trial trial) {
    for (String text : List.of("one", "two", "")) {
      Version version = trial.store().put("app.js", text);
      for (Handle handle : List.of(trial.store(), trial.second())) {
        same("the version that stat tells", version, handle.info("app.js").version());
        same("the version that read tells", version, handle.read("app.js").info().version());
        same("the version that list tells", version, handle.entry("app.js").version());
      }
    }
  }

  private static void sameSizeRewrite(Trial trial) {
    Map<Version, Integer> rounds = new HashMap<>();
    for (int round = 0; round < REWRITES; round++) {
      if (round % DELETED_EVERY == 0) {
        trial.store().delete("app.js");
      }
      Version version = trial.store().put("app.js", "body %05d".formatted(round));
      Integer before = rounds.put(version, round);
      holds(
          before == null,
          "the version of put " + round + ", of as many but other bytes",
          "one that no earlier put has",
          "that of put " + before);
      same("the version that stat tells", version, trial.store().info("app.js").version());
    }
  }

  private static void foreignChange(Trial trial) throws IOException {
    Handle store = trial.store();
    Version ours = store.put("app.js", "of us all");
    byte[] others = "of others".getBytes(StandardCharsets.UTF_8);
    trial.harness().nativeAccess().orElseThrow().plant(trial.namespace(), "app.js", others);
    trial.steps().add("another tool writes 'of others' to 'app.js'");

    for (Handle handle : List.of(store, trial.second())) {
      handle.holds("app.js", "of others");
      Version now = handle.info("app.js").version();
      String expected = "another than " + Quoted.any(ours);
      holds(!now.equals(ours), "the version after another tool's change", expected, now);
      same("the version that read tells", now, handle.read("app.js").info().version());
      same("the version that list tells", now, handle.entry("app.js").version());
    }
  }

  private static void race(Trial trial) throws InterruptedException {
    boolean holding = true;
    for (int round = 0; round < HELD_ROUNDS && holding; round++) {
      Gate gate = new Gate(2, trial.patience());
      round(trial, "held/" + round, gate.holding(body('a')), gate.holding(body('b')));
      holding = !gate.gaveUp();
    }
    plainRounds(trial, PLAIN_ROUNDS);
  }

  private static void createAgainstPut(Trial trial) throws InterruptedException {
    Handle store = trial.store();
    Gate gate = new Gate(2, trial.patience());
    AssetKey key = AssetKey.of("lock.json");
    Content held = gate.holding(body('c'));
    Future<Attempt<Version>> creating =
        trial.start(() -> store.putting(key, held, Handle.TEXT, PutCondition.IF_ABSENT));
    holds(gate.awaitFirst(), "the conditional put", "it reads its content", "it does not");
    Future<Version> putting = trial.start(() -> trial.second().put("lock.json", "put meanwhile"));
    Trial.ends(putting, trial.patience());
    gate.open();

    Attempt<Version> created = Trial.result(creating);
    created.failed().ifPresent(e -> created.refused(Kind.CONDITION_FAILED));
    Version version = Trial.result(putting);
    store.holds("lock.json", "put meanwhile");
    same("the version that stat tells", version, store.info("lock.json").version());
  }

  private static void plainRounds(Trial trial, int rounds) throws InterruptedException {
    for (int round = 0; round < rounds; round++) {
      round(trial, "plain/" + round, Content.of(body('a')), Content.of(body('b')));
    }
  }

  private static byte[] body(char letter) {
    return Bodies.letters(40, letter);
  }

  private static void round(Trial trial, String name, Content one, Content other)
      throws InterruptedException {
    AssetKey key = AssetKey.of(name);
    Handle first = trial.store();
    Handle second = trial.second();
    List<Attempt<Version>> puts =
        trial.together(
            List.of(
                () -> first.putting(key, one, Handle.TEXT, PutCondition.IF_ABSENT),
                () -> second.putting(key, other, Handle.TEXT, PutCondition.IF_ABSENT)));
    oneWins(first, name, puts);
  }

  private static void twoProcesses(Trial trial) throws IOException, InterruptedException {
    SecondProcess second = trial.harness().secondProcess().orElseThrow();
    boolean holding = true;
    try (OtherProcess process = OtherProcess.start(second, trial.namespace())) {
      for (int round = 0; round < HELD_ROUNDS && holding; round++) {
        Gate gate = new Gate(2, trial.patience());
        round(trial, process, "held/" + round, gate);
        holding = !gate.gaveUp();
      }
      for (int round = 0; round < PLAIN_ROUNDS; round++) {
        round(trial, process, "plain/" + round, new Gate(0, trial.patience()));
      }
    }
  }

  private static void round(Trial trial, OtherProcess process, String name, Gate gate)
      throws InterruptedException {
    AssetKey key = AssetKey.of(name);
    Content held = gate.holding(body('a'));
    Handle store = trial.store();
    List<Attempt<Version>> puts =
        trial.together(
            List.of(
                () -> store.putting(key, held, Handle.TEXT, PutCondition.IF_ABSENT),
                () -> process.create(name, 'b', gate)));
    oneWins(store, name, puts);
  }

  private static void oneWins(Handle store, String name, List<Attempt<Version>> puts) {
    List<Integer> winners = new ArrayList<>();
    for (int i = 0; i < puts.size(); i++) {
      if (puts.get(i).worked()) {
        winners.add(i);
      } else {
        puts.get(i).refused(Kind.CONDITION_FAILED);
      }
    }
    same("the number of puts that succeeded, of two at once", 1, winners.size());
    int winner = winners.get(0);
    Snapshot read = store.read(name);
    sameBytes("the winner's body", body(winner == 0 ? 'a' : 'b'), read.bytes());
    same("the winner's version", puts.get(winner).succeeds(), read.info().version());
  }

  private static void large(Trial trial) {
    Handle store = trial.store();
    AssetKey key = AssetKey.of("large.bin");
    byte[] one = Bodies.letters(LARGE, 'a');
    store.putting(key, Content.of(one), Handle.TEXT, PutCondition.IF_ABSENT).succeeds();
    AssetInfo before = store.info("large.bin");

    store
        .putting(key, Content.of(Bodies.letters(LARGE, 'b')), Handle.TEXT, PutCondition.IF_ABSENT)
        .refused(Kind.CONDITION_FAILED);

    same("what stat tells after the refused put", before, store.info("large.bin"));
    sameBytes("the body", one, store.read("large.bin").bytes());
  }
}
