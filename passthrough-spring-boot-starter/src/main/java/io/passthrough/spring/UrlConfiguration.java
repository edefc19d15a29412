package io.passthrough.spring;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

/** URLs in pages: unchanged templates render those of the release's assets. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(prefix = "passthrough", name = "urls", matchIfMissing = true)
class UrlConfiguration {

  @Bean
  static FingerprintResolvers passthroughFingerprintResolvers(
      ObjectProvider<ServedApplication> application) {
    return new FingerprintResolvers(application::getObject);
  }

  @Bean
  FilterRegistrationBean<PageUrlFilter> passthroughPageUrlFilter(PageUrls urls) {
    FilterRegistrationBean<PageUrlFilter> filter =
        new FilterRegistrationBean<>(new PageUrlFilter(urls));
    filter.setDispatcherTypes(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    return filter;
  }

  /** Spring Boot has one only where the chain of resources is switched on. */
  @Bean
  @ConditionalOnMissingBean(ResourceUrlEncodingFilter.class)
  FilterRegistrationBean<ResourceUrlEncodingFilter> passthroughResourceUrlEncodingFilter() {
    FilterRegistrationBean<ResourceUrlEncodingFilter> filter =
        new FilterRegistrationBean<>(new ResourceUrlEncodingFilter());
    filter.setDispatcherTypes(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    return filter;
  }
}
