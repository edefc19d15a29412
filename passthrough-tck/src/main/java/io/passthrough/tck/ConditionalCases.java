package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;
import static io.passthrough.tck.Expect.sameBytes;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/** Creating only what is absent. */
final class ConditionalCases {

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
            .needs(HarnessOption.NATIVE_PLANTING)
            .shows("an object that another tool put stands in the way of a conditional put")
            .usualCause("the condition looks into an index, where others' objects are not")
            .body(ConditionalCases::createOverForeign),
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
            .needs(HarnessOption.SECOND_PROCESS)
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
            .body(context -> plainRounds(context, MANY_PLAIN_ROUNDS)),
        TckCase.of("cas.large", "C3")
            .with(Capability.CREATE_IF_ABSENT)
            .tier(Tier.LARGE)
            .shows("a conditional put of 17 MiB is refused like a small one")
            .usualCause("an upload in parts does not send the condition when it ends")
            .body(ConditionalCases::large));
  }

  private static void create(CaseContext context) {
    RecordingStore store = context.store();
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
          store.creating(key, "two", RecordingStore.TEXT).refused(Kind.CONDITION_FAILED);
      context.second().creating(key, "one", RecordingStore.TEXT).refused(Kind.CONDITION_FAILED);

      same("the operation of the refusal", "put", e.operation());
      same("the key of the refusal", Optional.of(AssetKey.of(key)), e.key());
      same("retryable() of the refusal", false, e.retryable());
      same("what stat tells after the refused puts", before, store.info(key));
      store.holds(key, body);
    }
  }

  private static void createAfterDelete(CaseContext context) {
    RecordingStore store = context.store();
    store.creating("lock.json", "one", RecordingStore.TEXT).succeeds();
    store.delete("lock.json");

    store.creating("lock.json", "two", RecordingStore.TEXT).succeeds();

    store.holds("lock.json", "two");
    store.put("lock.json", "three");
    store.creating("lock.json", "four", RecordingStore.TEXT).refused(Kind.CONDITION_FAILED);
  }

  private static void createAfterFailure(CaseContext context) {
    RecordingStore store = context.store();
    for (RecordingStore next : List.of(store, context.second())) {
      Content broken = Bodies.breaking(Bodies.letters(1_000, 'b'), 900);
      AssetKey key = AssetKey.of("lock.json");
      CallResult<Version> failed =
          store.putting(key, broken, RecordingStore.TEXT, PutCondition.IF_ABSENT);
      holds(!failed.worked(), failed.what() + ", whose content throws", "a failure", "success");

      store.lacks("lock.json");
      next.creating("lock.json", "two", RecordingStore.TEXT).succeeds();
      store.holds("lock.json", "two");
      store.delete("lock.json");
    }
  }

  private static void createOverForeign(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    byte[] others = "of others".getBytes(StandardCharsets.UTF_8);
    context.planting().plant("lock.json", others);

    store.creating("lock.json", "ours", RecordingStore.TEXT).refused(Kind.CONDITION_FAILED);

    store.holds("lock.json", "of others");
  }

  private static void race(CaseContext context) throws InterruptedException {
    boolean holding = true;
    for (int round = 0; round < HELD_ROUNDS && holding; round++) {
      LastByteBarrier barrier = new LastByteBarrier(2, context.patience());
      round(context, "held/" + round, barrier.holding(body('a')), barrier.holding(body('b')));
      holding = !barrier.gaveUp();
    }
    plainRounds(context, PLAIN_ROUNDS);
  }

  private static void createAgainstPut(CaseContext context) throws InterruptedException {
    RecordingStore store = context.store();
    LastByteBarrier barrier = new LastByteBarrier(2, context.patience());
    AssetKey key = AssetKey.of("lock.json");
    Content held = barrier.holding(body('c'));
    Future<CallResult<Version>> creating =
        context.start(
            () -> store.puttingInTurn(key, held, RecordingStore.TEXT, PutCondition.IF_ABSENT));
    holds(barrier.awaitFirst(), "the conditional put", "it reads its content", "it does not");
    Content meanwhile = Content.of("put meanwhile".getBytes(StandardCharsets.UTF_8));
    RecordingStore second = context.second();
    Future<CallResult<Version>> putting =
        context.start(
            () -> second.puttingInTurn(key, meanwhile, RecordingStore.TEXT, PutCondition.ALWAYS));
    CaseContext.ends(putting, context.patience());
    barrier.open();

    CallResult<Version> created = CaseContext.result(creating);
    created.failed().ifPresent(e -> created.refused(Kind.CONDITION_FAILED));
    Version version = CaseContext.result(putting).succeeds();
    store.holds("lock.json", "put meanwhile");
    same("the version that stat tells", version, store.info("lock.json").version());
  }

  private static void plainRounds(CaseContext context, int rounds) throws InterruptedException {
    for (int round = 0; round < rounds; round++) {
      round(context, "plain/" + round, Content.of(body('a')), Content.of(body('b')));
    }
  }

  private static byte[] body(char letter) {
    return Bodies.letters(40, letter);
  }

  private static void round(CaseContext context, String name, Content one, Content other)
      throws InterruptedException {
    AssetKey key = AssetKey.of(name);
    RecordingStore first = context.store();
    RecordingStore second = context.second();
    List<CallResult<Version>> puts =
        context.together(
            List.of(
                () -> first.puttingInTurn(key, one, RecordingStore.TEXT, PutCondition.IF_ABSENT),
                () ->
                    second.puttingInTurn(key, other, RecordingStore.TEXT, PutCondition.IF_ABSENT)));
    oneWins(first, name, puts);
  }

  private static void twoProcesses(CaseContext context) throws IOException, InterruptedException {
    SecondProcess second = context.harness().secondProcess().orElseThrow();
    boolean holding = true;
    try (OtherProcess process = OtherProcess.start(second, context.namespace())) {
      for (int round = 0; round < HELD_ROUNDS && holding; round++) {
        LastByteBarrier barrier = new LastByteBarrier(2, context.patience());
        round(context, process, "held/" + round, barrier);
        holding = !barrier.gaveUp();
      }
      for (int round = 0; round < PLAIN_ROUNDS; round++) {
        round(context, process, "plain/" + round, new LastByteBarrier(0, context.patience()));
      }
    }
  }

  private static void round(
      CaseContext context, OtherProcess process, String name, LastByteBarrier barrier)
      throws InterruptedException {
    AssetKey key = AssetKey.of(name);
    Content held = barrier.holding(body('a'));
    RecordingStore store = context.store();
    List<CallResult<Version>> puts =
        context.together(
            List.of(
                () -> store.puttingInTurn(key, held, RecordingStore.TEXT, PutCondition.IF_ABSENT),
                () -> process.creating(name, 'b', barrier)));
    oneWins(store, name, puts);
  }

  private static void oneWins(RecordingStore store, String name, List<CallResult<Version>> puts) {
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

  private static void large(CaseContext context) {
    RecordingStore store = context.store();
    AssetKey key = AssetKey.of("large.bin");
    byte[] one = Bodies.letters(LARGE, 'a');
    store.putting(key, Content.of(one), RecordingStore.TEXT, PutCondition.IF_ABSENT).succeeds();
    AssetInfo before = store.info("large.bin");

    store
        .putting(
            key,
            Content.of(Bodies.letters(LARGE, 'b')),
            RecordingStore.TEXT,
            PutCondition.IF_ABSENT)
        .refused(Kind.CONDITION_FAILED);

    same("what stat tells after the refused put", before, store.info("large.bin"));
    sameBytes("the body", one, store.read("large.bin").bytes());
  }
}
