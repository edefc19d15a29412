package io.passthrough.tck;

import static io.passthrough.tck.Deployments.LAST;
import static io.passthrough.tck.Deployments.ONE;
import static io.passthrough.tck.Deployments.SHARED;
import static io.passthrough.tck.Deployments.THREE;
import static io.passthrough.tck.Deployments.TWO;
import static io.passthrough.tck.Deployments.deploy;
import static io.passthrough.tck.Deployments.hold;
import static io.passthrough.tck.Deployments.lack;
import static io.passthrough.tck.Deployments.prune;
import static io.passthrough.tck.Deployments.publish;
import static io.passthrough.tck.Deployments.releases;
import static io.passthrough.tck.Deployments.site;
import static io.passthrough.tck.Expect.same;
import static io.passthrough.tck.PruneFaultCases.core;

import io.passthrough.api.AssetStore;
import io.passthrough.api.Capability;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.prune.PruneResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a prune takes and leaves, with core between it and the store. */
final class RetentionCases {

  private static final EnvironmentName CANARY = EnvironmentName.of("canary");
  private static final Duration RIGHT = Duration.ZERO;
  private static final Duration HOURS_BEHIND = Duration.ofHours(3);

  private RetentionCases() {}

  static List<TckCase> all() {
    return List.of(
        core("retention.last-of-each-environment", "L2", "L4", "D1")
            .shows("a prune leaves what is current in any environment, and takes the others")
            .usualCause("a listing leaves out a folder, or objects that others put")
            .body(RetentionCases::lastOfEachEnvironment),
        core("retention.shared-asset", "D5", "D1")
            .shows("a prune leaves a file that a kept release shares with one that goes")
            .usualCause("a delete of some keys takes others that lie between them")
            .body(RetentionCases::sharedAsset),
        core("retention.pinned-release", "L2", "V4")
            .shows("a prune leaves a release that is pinned")
            .usualCause("an object that was just put is not listed")
            .body(RetentionCases::pinned),
        core("retention.leased-release", "L2", "P1")
            .shows("a prune leaves a release that a gateway has a lease on")
            .usualCause("an object that was overwritten is not listed")
            .body(RetentionCases::leased),
        core("retention.renewed-lease", "R9", "L6")
            .shows("a lease that was renewed holds, though its gateway's clock is hours behind")
            .usualCause("lastModified is the time of the first put, so every lease has expired")
            .body(RetentionCases::renewedLease),
        core("retention.records-gone", "D1", "D3")
            .shows("the records of a release go with it, and so does the plan")
            .usualCause("keys of many segments are not deleted")
            .body(RetentionCases::recordsGone),
        core("retention.codings-gone", "D1", "D3")
            .shows("codings and mutable files go with their release, and those of others stay")
            .usualCause("of a delete's keys only those in one folder are deleted")
            .body(RetentionCases::codingsGone),
        core("retention.foreign-objects", "H5", "V3")
            .needs(HarnessOption.NATIVE_PLANTING)
            .shows("a prune leaves an object that another tool put under a release's key")
            .usualCause("the metadata of an older object is told of it")
            .body(RetentionCases::foreignObjects),
        TckCase.of("retention.late-lists", "O10")
            .with(Capability.CREATE_IF_ABSENT)
            .without(Capability.STRONG_CONSISTENCY)
            .shows("where lists may be late, a prune is refused, and deletes nothing")
            .usualCause("a handle declares what another one of the same store does not")
            .body(RetentionCases::lateLists));
  }

  private static void lastOfEachEnvironment(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    publish(store, "one", ONE);
    AssetStore guarded = store.guarded();
    store
        .call("activate 'one' in 'canary'", () -> Site.activate(guarded, "one", CANARY))
        .succeeds();
    deploy(store, "two", TWO);
    deploy(store, "three", THREE);

    prune(context.second());

    lack(store, TWO);
    hold(store, ONE, THREE);
    releases(store, "one READY [canary]", "three READY [default]");
  }

  private static void sharedAsset(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    deploy(store, "one", ONE, SHARED, LAST);
    deploy(store, "two", TWO, SHARED);

    prune(context.second());

    hold(store, SHARED, TWO);
    lack(store, ONE, LAST);
  }

  private static void pinned(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    publish(store, "one", ONE);
    AssetStore guarded = store.guarded();
    store.call("pin 'one'", () -> Site.pin(guarded, "one")).succeeds();
    publish(store, "two", TWO);
    deploy(store, "three", THREE);

    prune(context.second());

    lack(store, TWO);
    hold(store, ONE, THREE);
  }

  private static void leased(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    publish(store, "one", ONE);
    GatewayLease lease = GatewayLease.put(store, "one", RIGHT);
    publish(store, "two", TWO);
    deploy(store, "three", THREE);
    lease.renew();

    prune(context.second());

    lack(store, TWO);
    hold(store, ONE, THREE);
  }

  /** An expired lease ends only where another one tells that it could have been renewed. */
  private static void renewedLease(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    publish(store, "one", ONE);
    GatewayLease lease = GatewayLease.put(store, "one", HOURS_BEHIND);
    deploy(store, "two", TWO);
    lease.renew();
    GatewayLease.put(store, "two", RIGHT).renewUnbroken();

    prune(context.second());

    hold(store, ONE, TWO);
  }

  private static void recordsGone(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    deploy(store, "one", ONE);
    deploy(store, "two", TWO);

    prune(context.second());

    same("the records of 'one'", List.of(), store.keys(".passthrough/releases/one/"));
    same("the plans", List.of(), store.keys(".passthrough/plans/"));
    same(
        "the activations",
        List.of(".passthrough/activations/default/000000000002.json"),
        store.keys(".passthrough/activations/"));
  }

  private static void codingsGone(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    try (Site site = coded("one", ONE)) {
      publish(store, "one", site);
    }
    List<String> gone = contents(store);
    try (Site site = coded("two", TWO)) {
      deploy(store, "two", site);
    }
    List<String> left = contents(store);
    left.removeAll(gone);
    same("the number of objects for codings and mutable files", 4, gone.size() + left.size());

    prune(context.second());

    same("those that are left", left, contents(store));
    hold(store, TWO);
  }

  private static Site coded(String name, String file) throws IOException {
    return site(file).withCoding(file).with("settings.json", name);
  }

  private static List<String> contents(RecordingStore store) {
    List<String> keys = new ArrayList<>(store.keys(".passthrough/encoded/"));
    keys.addAll(store.keys(".passthrough/files/"));
    return keys;
  }

  private static void foreignObjects(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    publish(store, "one", ONE, LAST);
    deploy(store, "two", TWO);
    store.delete(ONE);
    context.planting().plant(ONE, Bodies.letters(20, 'x'));

    prune(context.second());

    lack(store, LAST);
    store.holds(ONE, "x".repeat(20));
  }

  private static void lateLists(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    deploy(store, "one", ONE);
    deploy(store, "two", TWO);

    RecordingStore other = context.second();
    CallResult<PruneResult> result =
        Deployments.pruning(other, other.guarded(), SkippingClock.create());

    isRefused(result);
    hold(store, ONE, TWO);
    releases(store, "one READY []", "two READY [default]");
  }

  private static void isRefused(CallResult<PruneResult> result) {
    boolean isRefused =
        result.failure() instanceof PassthroughException e
            && e.kind() == PassthroughException.Kind.REFUSED;
    if (!isRefused) {
      String end = result.worked() ? CallResult.SUCCESS : result.ending();
      throw new TckFailure(result.what(), "a refusal by core", end);
    }
  }
}
