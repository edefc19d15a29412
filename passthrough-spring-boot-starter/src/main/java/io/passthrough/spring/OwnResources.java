package io.passthrough.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The static resources that Spring serves by itself, found as its own handlers find them.
 * Thread-safe.
 */
final class OwnResources {

  private final ResourceUrlProvider provider;
  private final Map<String, PathPattern> patterns = new ConcurrentHashMap<>();

  /**
   * Makes a search.
   *
   * @param provider tells Spring's handlers by their patterns
   */
  OwnResources(ResourceUrlProvider provider) {
    this.provider = provider;
  }

  /** Returns whether Spring has a resource for a request. */
  boolean has(HttpServletRequest request) {
    PathContainer path =
        ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication();
    return best(path).filter(it -> resolve(request, path, it) != null).isPresent();
  }

  private static @Nullable Resource resolve(
      HttpServletRequest request, PathContainer path, Match match) {
    ResourceHttpRequestHandler handler = match.handler();
    String within = match.pattern().extractPathWithinPattern(path).value();
    return within.isEmpty()
        ? null
        : new Chain(handler.getResourceResolvers(), 0)
            .resolveResource(request, within, handler.getLocations());
  }

  private Optional<Match> best(PathContainer path) {
    return provider.getHandlerMap().entrySet().stream()
        .map(it -> new Match(pattern(it.getKey()), it.getValue()))
        .filter(it -> it.pattern().matches(path))
        .min(Comparator.comparing(Match::pattern));
  }

  private PathPattern pattern(String text) {
    return patterns.computeIfAbsent(text, PathPatternParser.defaultInstance::parse);
  }

  private record Match(PathPattern pattern, ResourceHttpRequestHandler handler) {}

  /** A chain of responsibility: each resolver may ask those behind it, more than once. */
  private record Chain(List<ResourceResolver> resolvers, int next)
      implements ResourceResolverChain {

    @Override
    public @Nullable Resource resolveResource(
        @Nullable HttpServletRequest request, String path, List<? extends Resource> locations) {
      return next < resolvers.size()
          ? resolvers.get(next).resolveResource(request, path, locations, rest())
          : null;
    }

    @Override
    public @Nullable String resolveUrlPath(String path, List<? extends Resource> locations) {
      return next < resolvers.size()
          ? resolvers.get(next).resolveUrlPath(path, locations, rest())
          : null;
    }

    private Chain rest() {
      return new Chain(resolvers, next + 1);
    }
  }
}
