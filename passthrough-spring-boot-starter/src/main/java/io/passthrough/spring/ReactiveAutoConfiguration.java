package io.passthrough.spring;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Auto-configuration that stops an application with WebFlux, whose assets nobody would serve. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnProperty(prefix = "passthrough", name = "enabled", matchIfMissing = true)
public class ReactiveAutoConfiguration {

  /** Makes the configuration. */
  public ReactiveAutoConfiguration() {}

  @Bean
  InitializingBean passthroughNeedsServlets() {
    return () -> {
      throw new PassthroughException(
          Kind.INPUT,
          "Passthrough does not support WebFlux: the starter needs Spring MVC",
          "put the gateway in front of the application in the place of the starter, or set"
              + " 'passthrough.enabled=false'");
    };
  }
}
