package io.passthrough.spring;

import jakarta.servlet.ServletContext;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/**
 * Auto-configuration of an application with Spring MVC: what its own resources lack under the base
 * is answered by core, from the store.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration",
      "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration"
    })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnProperty(prefix = "passthrough", name = "enabled", matchIfMissing = true)
@Import({
  UrlConfiguration.class,
  SecurityConfiguration.class,
  MetricsConfiguration.class,
  InfoConfiguration.class,
  Boot3HealthConfiguration.class,
  Boot4HealthConfiguration.class
})
public class PassthroughAutoConfiguration {

  /** Makes the configuration. */
  public PassthroughAutoConfiguration() {}

  @Bean
  ServedApplication passthroughApplication(Environment environment, ResourceLoader resources) {
    return ServedApplication.open(ApplicationConfig.read(environment, resources));
  }

  @Bean
  BodyReaders passthroughBodyReaders() {
    return new BodyReaders();
  }

  @Bean
  CacheVisibility passthroughCacheVisibility(ObjectProvider<AnonymousAccess> access) {
    return new CacheVisibility(access.getIfAvailable(() -> request -> true));
  }

  @Bean
  ResponseSender passthroughResponseSender(
      BodyReaders readers, CacheVisibility visibility, ObjectProvider<ResponseListener> listeners) {
    List<ResponseListener> all = listeners.orderedStream().toList();
    return new ResponseSender(
        readers, visibility, answer -> all.forEach(it -> it.answered(answer)));
  }

  @Bean
  AssetHandlerMapping passthroughHandlerMapping(
      ServedApplication application,
      ResponseSender sender,
      ResourceUrlProvider mvcResourceUrlProvider,
      ObjectProvider<WebMvcConfigurer> configurers) {
    List<WebMvcConfigurer> all = configurers.orderedStream().toList();
    return MvcSettings.apply(
        all,
        new AssetHandlerMapping(
            application,
            new OwnResources(mvcResourceUrlProvider),
            new AssetRequestHandler(application, sender)));
  }

  @Bean
  WebMvcConfigurer passthroughOwnResourceCaching(
      ServedApplication application, CacheVisibility visibility) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new OwnResourceCaching(application, visibility));
      }
    };
  }

  @Bean
  StartReport passthroughStartReport(
      ServedApplication application, ResourceUrlProvider mvcResourceUrlProvider, PageUrls urls) {
    return new StartReport(application, mvcResourceUrlProvider, urls);
  }

  @Bean
  PageUrls passthrough(
      ServedApplication application, ServletContext servlets, Environment environment) {
    return new PageUrls(application, prefix(servlets, environment));
  }

  private static String prefix(ServletContext servlets, Environment environment) {
    String servletPath = environment.getProperty("spring.mvc.servlet.path", "/");
    return servlets.getContextPath() + (servletPath.equals("/") ? "" : servletPath);
  }
}
