package io.passthrough.core.attempt;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.record.ForgottenName;
import io.passthrough.core.record.RecordStore;

/**
 * u1: looks whether the release was set aside since its records were listed. Who sets it aside puts
 * the marker first and looks for attempts then, so that one of both sees the other.
 */
final class CheckForgotten implements Step {

  @Override
  public void run(Attempt attempt) {
    RecordStore records = attempt.context().records();
    ReleaseName release = attempt.run().release();
    ForgottenName marker = ForgottenName.of(release);
    if (records.has(marker)) {
      throw refusal(attempt.run().cannot(), marker);
    }
  }

  static PassthroughException refusal(String cannot, ForgottenName marker) {
    return new PassthroughException(
        Kind.REFUSED,
        cannot + ": it was forgotten, as '" + marker.key() + "' says",
        "publish it under another name");
  }
}
