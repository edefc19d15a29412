package io.passthrough.spring;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health in Spring Boot 3. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
class Boot3HealthConfiguration {

  @Bean
  HealthIndicator passthroughHealthIndicator(StartReport report) {
    return () -> {
      Standing standing = report.standing();
      Health.Builder health = standing.hasFault() ? Health.unknown() : Health.up();
      return health.withDetails(standing.details()).build();
    };
  }
}
