package io.passthrough.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceResolver;

/** A bean post-processor that puts a resolver before those of each handler of resources. */
final class FingerprintResolvers implements BeanPostProcessor {

  private final Supplier<ServedApplication> application;

  FingerprintResolvers(Supplier<ServedApplication> application) {
    this.application = application;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof SimpleUrlHandlerMapping mapping) {
      mapping
          .getUrlMap()
          .forEach(
              (pattern, handler) -> {
                if (handler instanceof ResourceHttpRequestHandler resources) {
                  install(pattern, resources);
                }
              });
    }
    return bean;
  }

  private void install(String pattern, ResourceHttpRequestHandler handler) {
    List<ResourceResolver> resolvers = new ArrayList<>();
    resolvers.add(new FingerprintResolver(application, prefix(pattern)));
    resolvers.addAll(handler.getResourceResolvers());
    handler.setResourceResolvers(resolvers);
    try {
      // The chain is a copy of the list.
      handler.afterPropertiesSet();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot resolve the resources of '" + pattern + "'", e);
    }
  }

  private static String prefix(String pattern) {
    int wildcard = 0;
    while (wildcard < pattern.length() && "*?{".indexOf(pattern.charAt(wildcard)) < 0) {
      wildcard++;
    }
    return pattern.substring(0, wildcard);
  }
}
