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
import java.util.stream.Collectors;

/**
 * u3: compares what is there with what the release needs, and puts what is missing, if absent. What
 * is missing without the bytes at hand ends the attempt.
 */
final class PutMissingObjects implements Step {

  /** How many missing objects a message names. */
  private static final int NAMED = 5;

  @Override
  public void run(Attempt attempt) {
    Run run = attempt.run();
    ObjectLookup lookup =
        ObjectLookup.list(run.context().store(), run.objects(), attempt::recorded);
    run.context().workers().forEach(run.objects(), object -> ensure(attempt, lookup, object));
    requireAll(attempt);
    warnOfCompanions(attempt);
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
      throw new Conflict(
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

  /** Refuses a release that the store does not hold whole. */
  private static void requireAll(Attempt attempt) {
    List<RequiredObject> missing =
        attempt.run().objects().stream()
            .filter(object -> object.role() != RequiredObject.Role.CODING)
            .filter(object -> !attempt.has(object))
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    throw new PassthroughException(
        Kind.INCOMPLETE,
        attempt.run().cannot()
            + ": the store lacks "
            + missing.size()
            + " of its objects, "
            + named(missing),
        "publish the release again, which puts what is missing");
  }

  private static String named(List<RequiredObject> missing) {
    String named =
        missing.stream()
            .limit(NAMED)
            .map(object -> "'" + object.assets().get(0).key() + "'")
            .collect(Collectors.joining(", "));
    return missing.size() > NAMED ? named + " and others" : named;
  }

  private static void warnOfCompanions(Attempt attempt) {
    List<String> kept =
        attempt.run().objects().stream()
            .filter(object -> object.role() == RequiredObject.Role.COMPANION)
            .filter(object -> object.source().isPresent() && attempt.hasOther(object))
            .map(object -> object.key().value())
            .toList();
    if (!kept.isEmpty()) {
      attempt.run().progress().warn(companions(kept));
    }
  }

  private static String companions(List<String> keys) {
    String first = "'" + keys.get(0) + "'";
    return keys.size() == 1
        ? first + " keeps the bytes that were published first"
        : first + " and " + (keys.size() - 1) + " more keep the bytes that were published first";
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
