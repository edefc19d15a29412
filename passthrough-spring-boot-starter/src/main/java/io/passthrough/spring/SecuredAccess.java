package io.passthrough.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;

/** The rules of Spring Security's filters, asked for who has not logged in. Thread-safe. */
final class SecuredAccess implements AnonymousAccess {

  private static final Authentication ANONYMOUS =
      new AnonymousAuthenticationToken(
          "passthrough", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

  private final Supplier<List<WebInvocationPrivilegeEvaluator>> evaluators;

  SecuredAccess(Supplier<List<WebInvocationPrivilegeEvaluator>> evaluators) {
    this.evaluators = evaluators;
  }

  @Override
  public boolean isAllowed(HttpServletRequest request) {
    String path =
        Objects.toString(request.getServletPath(), "")
            + Objects.toString(request.getPathInfo(), "");
    return evaluators.get().stream().allMatch(it -> isAllowed(it, request.getContextPath(), path));
  }

  /** Rules that need more of a request than its URL are taken for a refusal. */
  private static boolean isAllowed(
      WebInvocationPrivilegeEvaluator evaluator, String contextPath, String path) {
    try {
      return evaluator.isAllowed(contextPath, path, "GET", ANONYMOUS);
    } catch (RuntimeException e) {
      return false;
    }
  }
}
