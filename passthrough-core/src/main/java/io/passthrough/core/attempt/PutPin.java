package io.passthrough.core.attempt;

import io.passthrough.core.record.Pin;
import io.passthrough.core.record.PinName;
import java.time.Instant;
import java.util.Optional;

/** u5a: puts the pin, which names the attempt. It counts only while the attempt is READY. */
final class PutPin implements Step {

  private final Optional<String> reason;

  PutPin(Optional<String> reason) {
    this.reason = reason;
  }

  @Override
  public void run(Attempt attempt) {
    Instant at = attempt.context().now();
    PinName name = new PinName(attempt.run().release(), attempt.id());
    Pin pin = new Pin(PipelineContext.hostName(), reason, at);
    var unused = attempt.context().records().putIfAbsent(name, pin, at);
  }
}
