package io.passthrough.core.attempt;

import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.RecordStore;

/**
 * u0: puts the manifest, if absent, and says that the attempt has begun. This names all keys before
 * anything is looked at, so that no prune overlooks them. A manifest that this run was read from is
 * only asked for: it may have megabytes.
 */
public final class OpenAttempt implements Step {

  @Override
  public void run(Attempt attempt) {
    putManifest(attempt);
    attempt.open();
  }

  /** Puts the manifest, if absent; another one of the same name ends the attempt. */
  static void putManifest(Attempt attempt) {
    ReleaseManifest own = attempt.run().manifest();
    RecordStore records = attempt.context().records();
    ManifestName name = new ManifestName(own.release());
    if (!records.isAsKnown(name) && !records.putIfAbsent(name, own, attempt.context().now())) {
      requireSame(own, records.read(name));
    }
  }

  private static void requireSame(ReleaseManifest own, ReleaseManifest other) {
    requireSameContent(own, other);
    if (!own.equals(other)) {
      throw new PassthroughException(
          Kind.CONFLICT,
          "Cannot publish release '" + own.release() + "': another run has just published it",
          "publish it again, which checks that it is whole");
    }
  }

  /** Refuses a release whose name has other content already. */
  public static void requireSameContent(ReleaseManifest own, ReleaseManifest other) {
    if (!own.digest().equals(other.digest())) {
      throw new PassthroughException(
          Kind.CONFLICT,
          "Cannot publish release '" + own.release() + "': it exists with other content",
          "give it another name, or none: then its content names it");
    }
  }
}
