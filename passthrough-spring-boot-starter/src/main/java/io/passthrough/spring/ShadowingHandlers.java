package io.passthrough.spring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** A search for handlers that Spring asks first and whose pattern takes any asset's path. */
final class ShadowingHandlers {

  /** Paths of assets that no pattern was written for, at several depths. */
  private static final List<String> ASSETS =
      List.of("none.0a1b2c3d.js", "js/none.0a1b2c3d.js", "a/b/c/none.0a1b2c3d.css");

  private final Collection<HandlerMapping> mappings;

  ShadowingHandlers(Collection<HandlerMapping> mappings) {
    this.mappings = mappings;
  }

  /**
   * Finds the handlers.
   *
   * @param base the URL path under which assets lie, within the application
   * @return one sentence each
   */
  List<String> notices(String base) {
    List<String> notices = new ArrayList<>();
    for (HandlerMapping mapping : mappings) {
      if (isAskedFirst(mapping)) {
        taken(mapping, base).map(it -> sentence(it, base)).forEach(notices::add);
      }
    }
    return notices;
  }

  private static boolean isAskedFirst(HandlerMapping mapping) {
    int order = mapping instanceof Ordered it ? it.getOrder() : Ordered.LOWEST_PRECEDENCE;
    return order < Ordered.LOWEST_PRECEDENCE - 2;
  }

  /** A handler with the pattern that takes an asset's path. */
  private record Taker(Object handler, String pattern) {}

  private static Stream<Taker> taken(HandlerMapping mapping, String base) {
    if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
      return methods.getHandlerMethods().entrySet().stream()
          .filter(it -> answersGet(it.getKey()))
          .flatMap(it -> takers(it.getKey().getPatternValues(), it.getValue(), base));
    }
    return mapping instanceof AbstractUrlHandlerMapping urls
        ? urls.getHandlerMap().entrySet().stream()
            .flatMap(it -> takers(Set.of(it.getKey()), it.getValue(), base))
        : Stream.empty();
  }

  private static boolean answersGet(RequestMappingInfo info) {
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    return methods.isEmpty() || methods.contains(RequestMethod.GET);
  }

  private static Stream<Taker> takers(Set<String> patterns, Object handler, String base) {
    return patterns.stream()
        .filter(pattern -> takesAll(pattern, base))
        .limit(1)
        .map(pattern -> new Taker(handler, pattern));
  }

  private static boolean takesAll(String text, String base) {
    PathPattern pattern = PathPatternParser.defaultInstance.parse(text);
    return ASSETS.stream()
        .map(asset -> PathContainer.parsePath(base + asset))
        .anyMatch(pattern::matches);
  }

  private static String sentence(Taker taker, String base) {
    return "The handler '"
        + taker.handler()
        + "' answers for assets of other releases, as Spring asks it first: let its pattern '"
        + taker.pattern()
        + "' leave out '"
        + base
        + "'";
  }
}
