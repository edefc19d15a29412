package io.passthrough.spring;

import static org.springframework.security.config.Customizer.withDefaults;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** An application in which all but the scripts needs a login. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SecuredApplication {

  @Bean
  SecurityFilterChain rules(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(
            it -> it.requestMatchers("/static/js/**").permitAll().anyRequest().authenticated())
        .httpBasic(withDefaults())
        .build();
  }
}
