package io.passthrough.spring;

import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Release and environment in the actuator's info. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.boot.actuate.info.InfoContributor")
class InfoConfiguration {

  @Bean
  InfoContributor passthroughInfo(StartReport report) {
    return info -> info.withDetail("passthrough", report.standing().names());
  }
}
