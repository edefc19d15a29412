package io.passthrough.spring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.passthrough.core.serving.Response;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Meters: {@code passthrough.responses} counts what core has answered, by its source and status;
 * {@code passthrough.notices} is how many things an operator should know. Thread-safe.
 */
final class AssetMeters implements MeterBinder, ResponseListener {

  private final ServedApplication application;
  private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

  AssetMeters(ServedApplication application) {
    this.application = application;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    registries.add(registry);
    Gauge.builder("passthrough.notices", application, it -> it.notices().size())
        .description("What an operator should know of the assets of other releases")
        .register(registry);
  }

  @Override
  public void answered(Response response) {
    String source = response.field("X-Passthrough").orElse("none").toLowerCase(Locale.ROOT);
    String status = Integer.toString(response.status());
    registries.forEach(
        registry ->
            registry
                .counter("passthrough.responses", "source", source, "status", status)
                .increment());
  }
}
