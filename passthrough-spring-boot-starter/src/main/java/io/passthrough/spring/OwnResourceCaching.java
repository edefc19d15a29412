package io.passthrough.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * An interceptor before Spring's resource handling: where the application says nothing of caching,
 * its own fingerprinted files may be kept for good, and its other files are asked for again.
 */
final class OwnResourceCaching implements HandlerInterceptor {

  private final ServedApplication application;
  private final CacheVisibility visibility;

  OwnResourceCaching(ServedApplication application, CacheVisibility visibility) {
    this.application = application;
    this.visibility = visibility;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof ResourceHttpRequestHandler resources && isSilent(resources)) {
      application
          .host()
          .service()
          .cacheControl(application.target(request))
          .map(value -> visibility.of(request, value))
          .ifPresent(value -> response.setHeader(HttpHeaders.CACHE_CONTROL, value));
    }
    return true;
  }

  private static boolean isSilent(ResourceHttpRequestHandler handler) {
    return handler.getCacheControl() == null && handler.getCacheSeconds() < 0;
  }
}
