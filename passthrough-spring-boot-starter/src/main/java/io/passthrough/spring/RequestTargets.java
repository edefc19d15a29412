package io.passthrough.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Request targets as core sees them: without the context path and the servlet's path, unless the
 * configured mount counts from the host.
 *
 * @param mount the URL path at which the root is mounted
 */
record RequestTargets(String mount) {

  private static final Pattern SESSION = Pattern.compile("(?i);jsessionid=[^;/]*");

  /** Returns a request's path and query, encoded as they were received. */
  String of(HttpServletRequest request) {
    String path = SESSION.matcher(path(request)).replaceAll("");
    String query = request.getQueryString();
    return query == null ? path : path + "?" + query;
  }

  /**
   * Returns a URL path of a page as core sees it.
   *
   * @param path a path of the host
   * @param prefix the context path and the servlet's path
   * @return empty for a path outside of the application
   */
  Optional<String> withinApplication(String path, String prefix) {
    if (!path.startsWith(prefix + "/")) {
      return Optional.empty();
    }
    return Optional.of(isOfHost(prefix) ? path : path.substring(prefix.length()));
  }

  /** Returns the host's path for one as core sees it. */
  String full(String path, String prefix) {
    return isOfHost(prefix) ? path : prefix + path;
  }

  private String path(HttpServletRequest request) {
    RequestPath parsed = ServletRequestPathUtils.getParsedRequestPath(request);
    return isOfHost(parsed.contextPath().value())
        ? parsed.value()
        : parsed.pathWithinApplication().value();
  }

  private boolean isOfHost(String contextPath) {
    return !contextPath.isEmpty() && mount.startsWith(contextPath + "/");
  }
}
