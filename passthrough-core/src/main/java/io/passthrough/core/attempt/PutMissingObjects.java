package io.passthrough.core.attempt;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.Version;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.build.VerifiedContent;
import io.passthrough.core.objects.Conflict;
import io.passthrough.core.objects.ObjectLookup;
import io.passthrough.core.objects.RequiredObject;
import io.passthrough.core.objects.RequiredObject.Upload;
import io.passthrough.core.objects.StoredHeaders;
import io.passthrough.core.objects.StoredVersion;
import io.passthrough.core.store.StoreOperations;
import java.util.List;
import java.util.Optional;

/**
 * u3: compares what is there with what the release needs, and puts what is missing, if absent. Keys
 * that a plan condemned are looked at after the wait for it, and others before.
 */
final class PutMissingObjects implements Step {

  private final boolean condemned;

  private PutMissingObjects(boolean condemned) {
    this.condemned = condemned;
  }

  /** Returns the step for keys that no plan condemned. */
  static PutMissingObjects free() {
    return new PutMissingObjects(false);
  }

  /** Returns the step for keys that a plan condemned which has ended since. */
  static PutMissingObjects awaited() {
    return new PutMissingObjects(true);
  }

  @Override
  public void run(Attempt attempt) {
    Run run = attempt.run();
    List<RequiredObject> objects =
        run.objects().stream()
            .filter(object -> attempt.condemned().contains(object.key()) == condemned)
            .toList();
    PipelineContext context = run.context();
    ObjectLookup lookup =
        ObjectLookup.list(context.store(), context.workers(), objects, attempt::recorded);
    context.workers().forEach(objects, object -> ensure(attempt, lookup, object));
    warnOfHeaders(attempt, lookup);
  }

  private static void ensure(Attempt attempt, ObjectLookup lookup, RequiredObject object) {
    Optional<StoredVersion> found = lookup.find(object.key());
    if (found.isPresent()) {
      keep(attempt, object, found.get());
    } else if (object.source().isPresent()) {
      put(attempt, lookup, object, object.source().get());
    }
  }

  private static void keep(Attempt attempt, RequiredObject object, StoredVersion found) {
    if (object.allows(found.content())) {
      attempt.found(object, found);
      attempt.run().progress().skipped(object);
    } else if (object.source().isPresent()) {
      throw Conflict.of(
              object.key(), attempt.run().recorded().release(object.key(), found.content()))
          .refuse(attempt.run().release());
    }
  }

  private static void put(
      Attempt attempt, ObjectLookup lookup, RequiredObject object, Upload source) {
    VerifiedContent content =
        new VerifiedContent(source.content(), source.id().sha256(), source.id().size());
    try {
      Version version =
          StoreOperations.putIfAbsent(
              attempt.context().store(), object.key(), content, object.headers(source.id()));
      attempt.put(object, new StoredVersion(version, source.id()));
    } catch (AssetStoreException e) {
      content.failure().ifPresent(failure -> refuse(attempt, object, failure));
      Optional<StoredVersion> other =
          e.kind() == AssetStoreException.Kind.CONDITION_FAILED
              ? lookup.inspect(object.key())
              : Optional.empty();
      keep(attempt, object, other.orElseThrow(() -> e));
    }
  }

  private static void refuse(Attempt attempt, RequiredObject object, Exception failure) {
    throw new PassthroughException(
        Kind.IO,
        attempt.run().cannot()
            + ": cannot read '"
            + object.assets().get(0).key()
            + "' ("
            + failure.getMessage()
            + ")",
        "publish again when nothing changes the build",
        failure);
  }

  /** Another tool's object with the right bytes stays, and so do its headers. */
  private static void warnOfHeaders(Attempt attempt, ObjectLookup lookup) {
    List<String> faults =
        attempt.run().objects().stream()
            .filter(object -> object.source().isPresent() && attempt.has(object))
            .flatMap(object -> headerFault(object, lookup).stream())
            .toList();
    if (!faults.isEmpty()) {
      String more = faults.size() > 1 ? ", and " + (faults.size() - 1) + " more alike" : "";
      attempt
          .run()
          .progress()
          .warn(
              faults.get(0)
                  + more
                  + ": gateways send the right headers, but a CDN with the store as its origin does"
                  + " not; set them with that tool, or delete the object and publish again");
    }
  }

  private static Optional<String> headerFault(RequiredObject object, ObjectLookup lookup) {
    ManifestAsset asset = object.assets().get(0);
    if (!object.key().equals(asset.key())) {
      return Optional.empty();
    }
    boolean immutable = asset.kind() == AssetKind.FINGERPRINTED;
    return lookup
        .foreignHeaders(object.key())
        .flatMap(stored -> StoredHeaders.fault(object.key(), stored, immutable))
        .map(fault -> "'" + object.key() + "' was put by another tool with " + fault);
  }
}
