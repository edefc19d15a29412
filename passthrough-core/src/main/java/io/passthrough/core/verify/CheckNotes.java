package io.passthrough.core.verify;

import io.passthrough.api.AssetKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what one check finds. Used by one thread. */
final class CheckNotes {

  private final Optional<AssetKey> key;
  private final URI url;
  private final List<VerifyFailure> failures = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  CheckNotes(Optional<AssetKey> key, URI url) {
    this.key = key;
    this.url = url;
  }

  void fail(Mismatch mismatch) {
    failures.add(
        new VerifyFailure(key, url, mismatch.expected(), mismatch.actual(), mismatch.cause()));
  }

  /** Notes what is allowed and should be known: a sentence about the URL. */
  void warn(String what) {
    warnings.add("'" + url + "' " + what);
  }

  List<VerifyFailure> failures() {
    return failures;
  }

  List<String> warnings() {
    return warnings;
  }
}
