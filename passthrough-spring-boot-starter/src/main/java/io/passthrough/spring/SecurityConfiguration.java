package io.passthrough.spring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.util.function.SingletonSupplier;

/** The rules of Spring Security where it is there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(
    name = "org.springframework.security.web.access.WebInvocationPrivilegeEvaluator")
class SecurityConfiguration {

  @Bean
  AnonymousAccess passthroughAnonymousAccess(
      ObjectProvider<WebInvocationPrivilegeEvaluator> evaluators,
      ObjectProvider<SecurityFilterChain> chains) {
    return new SecuredAccess(
        SingletonSupplier.of(() -> evaluators.stream().toList()),
        SingletonSupplier.of(() -> chains.orderedStream().toList()));
  }
}
