package io.passthrough.spring;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dynamic proxy of a request of which nothing but its URL is told, as a GET with attributes of
 * its own: what a rule decides of it holds for everybody who asks for the URL. Not thread-safe.
 */
final class UrlOnlyRequest implements InvocationHandler {

  private static final Set<String> OF_THE_URL =
      Set.of(
          "getContextPath",
          "getHttpServletMapping",
          "getPathInfo",
          "getRequestURI",
          "getServletContext",
          "getServletPath");

  private final HttpServletRequest request;
  private final Map<String, Object> attributes = new HashMap<>();

  private UrlOnlyRequest(HttpServletRequest request) {
    this.request = request;
  }

  /** Returns a request for the URL of another one. */
  static HttpServletRequest of(HttpServletRequest request) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            UrlOnlyRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            new UrlOnlyRequest(request));
  }

  /**
   * Answers what is known of a URL.
   *
   * @throws UnsupportedOperationException for anything else
   */
  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws IllegalAccessException, InvocationTargetException {
    String name = method.getName();
    if (OF_THE_URL.contains(name)) {
      return method.invoke(request, arguments);
    }
    return arguments == null ? known(name) : attribute(name, arguments);
  }

  private @Nullable Object known(String name) {
    return switch (name) {
      case "getMethod" -> "GET";
      case "getDispatcherType" -> DispatcherType.REQUEST;
      case "getAttributeNames" -> Collections.enumeration(attributes.keySet());
      case "getCharacterEncoding" -> null;
      case "hashCode" -> System.identityHashCode(this);
      case "toString" -> "GET " + request.getRequestURI();
      default -> throw new UnsupportedOperationException(name);
    };
  }

  private @Nullable Object attribute(String name, Object[] arguments) {
    return switch (name) {
      case "getAttribute" -> attributes.get((String) arguments[0]);
      case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
      case "removeAttribute" -> attributes.remove((String) arguments[0]);
      default -> throw new UnsupportedOperationException(name);
    };
  }
}
