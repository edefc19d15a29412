package io.passthrough.spring;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health in Spring Boot 4. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
class Boot4HealthConfiguration {

  @Bean
  HealthIndicator passthroughHealthIndicator(StartReport report) {
    return () -> {
      Standing standing = report.standing();
      Health.Builder health = standing.hasFault() ? Health.unknown() : Health.up();
      return health.withDetails(standing.details()).build();
    };
  }
}
