package io.passthrough.cli;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.publish.ActivationResult;
import org.jspecify.annotations.Nullable;

/** What is current after an activation or a rollback. */
record ActivationDocument(
    @Nullable String release, String environment, @Nullable String previous, long sequence)
    implements Document {

  static ActivationDocument of(ActivationResult result) {
    return new ActivationDocument(
        result.release().value(),
        result.environment().value(),
        result.previous().map(ReleaseName::value).orElse(null),
        result.sequence());
  }

  /** Makes the document of an environment that has ended. */
  static ActivationDocument ofEnd(ActivationResult result) {
    return new ActivationDocument(
        null, result.environment().value(), result.release().value(), result.sequence());
  }

  @Override
  public String text() {
    if (release == null) {
      return "No release is current in " + environment + ", after " + previous;
    }
    String before = previous == null ? "" : ", after " + previous;
    return "Release " + release + " is current in " + environment + before;
  }
}
