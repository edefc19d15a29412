package io.passthrough.spring;

import io.passthrough.core.url.UrlPath;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * A resolver at the head of a chain of Spring's, by which its {@code ResourceUrlProvider} knows the
 * URLs of the release's assets. It resolves no resource by itself. Thread-safe.
 */
final class FingerprintResolver implements ResourceResolver {

  private final Supplier<ServedApplication> application;
  private final String prefix;

  /**
   * Makes a resolver.
   *
   * @param application what is served
   * @param prefix what the handler's pattern has before its wildcard, such as {@code /}
   */
  FingerprintResolver(Supplier<ServedApplication> application, String prefix) {
    this.application = application;
    this.prefix = prefix;
  }

  @Override
  public @Nullable Resource resolveResource(
      @Nullable HttpServletRequest request,
      String path,
      List<? extends Resource> locations,
      ResourceResolverChain chain) {
    return chain.resolveResource(request, path, locations);
  }

  @Override
  public @Nullable String resolveUrlPath(
      String path, List<? extends Resource> locations, ResourceResolverChain chain) {
    Optional<String> found = find(path);
    return found.isPresent() ? found.get() : chain.resolveUrlPath(path, locations);
  }

  private Optional<String> find(String path) {
    ServedApplication served = application.get();
    return served
        .host()
        .service()
        .urls()
        .findPath(prefix + path)
        .map(it -> served.config().gateway().assets().base() + it.key().value())
        .filter(it -> it.startsWith(prefix))
        .map(it -> UrlPath.encode(it.substring(prefix.length())));
  }
}
