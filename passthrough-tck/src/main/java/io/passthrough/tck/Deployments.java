package io.passthrough.tck;

import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetStore;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.config.RetentionConfig.Kept;
import io.passthrough.core.prune.PruneResult;
import io.passthrough.core.prune.Pruner;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Deployments of a few files each, and prunes of them, through core. */
final class Deployments {

  static final String ONE = "one.3f9a1c01.js";
  static final String TWO = "two.3f9a1c02.js";
  static final String THREE = "three.3f9a1c03.js";

  /** One that several releases have; it lies between the others. */
  static final String SHARED = "shared.3f9a1c04.js";

  /** The last one by its key. */
  static final String LAST = "zone.3f9a1c05.js";

  /** An age that all have, also where a store cuts its times to whole seconds. */
  private static final Duration ANY_AGE = Duration.ofDays(-1);

  /** Keeps what is current, and what something else keeps. */
  private static final RetentionConfig CURRENT_ONLY =
      new RetentionConfig(
          new Kept(1, ANY_AGE, ANY_AGE, 0, Optional.empty()), RetentionConfig.DEFAULT.timing());

  private static final int AT_ONCE = 2;

  private Deployments() {}

  /** Publishes a release of some files. */
  static void publish(RecordingStore by, String name, String... files) throws IOException {
    try (Site site = site(files)) {
      publish(by, name, site);
    }
  }

  static void publish(RecordingStore by, String name, Site site) {
    AssetStore store = by.guarded();
    by.call("publish " + Quoted.text(name), () -> site.publish(store, name)).succeeds();
  }

  /** Publishes a release of some files and makes it the current one. */
  static void deploy(RecordingStore by, String name, String... files) throws IOException {
    try (Site site = site(files)) {
      deploy(by, name, site);
    }
  }

  static void deploy(RecordingStore by, String name, Site site) {
    AssetStore store = by.guarded();
    by.call("deploy " + Quoted.text(name), () -> site.deploy(store, name)).succeeds();
  }

  /** Makes a build whose files have texts of their own. */
  static Site site(String... files) throws IOException {
    Site site = Site.create();
    for (String file : files) {
      site.with(file, text(file));
    }
    return site;
  }

  static String text(String file) {
    return "the text of " + file;
  }

  /** Prunes all that is not current, pinned or leased, with the guards off. */
  static void prune(RecordingStore by) {
    pruning(by, by.guarded(), SkippingClock.create()).succeeds();
  }

  /** Does so through another store, by other clocks. */
  static CallResult<PruneResult> pruning(
      RecordingStore by, AssetStore through, SkippingClock clock) {
    Pruner pruner = new Pruner(through, AT_ONCE, PipelineListener.NONE, clock);
    return by.call("prune, keeping what is current", () -> pruner.prune(CURRENT_ONLY, true));
  }

  /** Fails unless files are there, with their texts. */
  static void hold(RecordingStore store, String... files) {
    for (String file : files) {
      store.holds(file, text(file));
    }
  }

  /** Fails unless nothing is seen of files. */
  static void lack(RecordingStore store, String... files) {
    for (String file : files) {
      store.lacks(file);
    }
  }

  /** Fails unless these releases are recorded, each with its state and where it is current. */
  static void releases(RecordingStore store, String... expected) {
    AssetStore guarded = store.guarded();
    List<String> found = store.call("list releases", () -> Site.releases(guarded)).succeeds();
    same("the releases in the end", List.of(expected), found);
  }
}
