package io.passthrough.spring;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Meters where Micrometer is there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "io.micrometer.core.instrument.binder.MeterBinder")
class MetricsConfiguration {

  @Bean
  AssetMeters passthroughMeters(ServedApplication application) {
    return new AssetMeters(application);
  }
}
