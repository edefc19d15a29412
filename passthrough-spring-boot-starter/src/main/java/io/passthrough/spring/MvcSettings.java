package io.passthrough.spring;

import java.util.List;
import java.util.Map;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The application's own interceptors and CORS rules, so that they hold for every asset. */
final class MvcSettings {

  private MvcSettings() {}

  /** Puts what the configurers register into a mapping, as Spring does with its own mappings. */
  static AssetHandlerMapping apply(
      List<WebMvcConfigurer> configurers, AssetHandlerMapping mapping) {
    Interceptors interceptors = new Interceptors();
    CorsRules cors = new CorsRules();
    for (WebMvcConfigurer configurer : configurers) {
      configurer.addInterceptors(interceptors);
      configurer.addCorsMappings(cors);
    }
    mapping.setInterceptors(interceptors.all().toArray());
    mapping.setCorsConfigurations(cors.all());
    return mapping;
  }

  private static final class Interceptors extends InterceptorRegistry {
    List<Object> all() {
      return getInterceptors();
    }
  }

  private static final class CorsRules extends CorsRegistry {
    Map<String, CorsConfiguration> all() {
      return getCorsConfigurations();
    }
  }
}
