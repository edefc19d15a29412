package io.passthrough.spring;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** The rules of Spring Security's filters, asked for who has not logged in. Thread-safe. */
final class SecuredAccess implements AnonymousAccess {

  /** Rules in the form that Spring Security 7 has no more. */
  private static final String OLD_RULES =
      "org.springframework.security.web.access.intercept.FilterSecurityInterceptor";

  private static final Authentication ANONYMOUS =
      new AnonymousAuthenticationToken(
          "passthrough", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

  private final Supplier<List<WebInvocationPrivilegeEvaluator>> evaluators;
  private final Supplier<List<SecurityFilterChain>> chains;

  /**
   * Makes the rules.
   *
   * @param evaluators are asked first
   * @param chains are asked where these do not know enough of a request
   */
  SecuredAccess(
      Supplier<List<WebInvocationPrivilegeEvaluator>> evaluators,
      Supplier<List<SecurityFilterChain>> chains) {
    this.evaluators = evaluators;
    this.chains = chains;
  }

  @Override
  public boolean isAllowed(HttpServletRequest request) {
    String path =
        Objects.toString(request.getServletPath(), "")
            + Objects.toString(request.getPathInfo(), "");
    try {
      return evaluators.get().stream()
          .allMatch(it -> it.isAllowed(request.getContextPath(), path, "GET", ANONYMOUS));
    } catch (RuntimeException e) {
      return isAllowedByFilters(UrlOnlyRequest.of(request));
    }
  }

  /**
   * An evaluator makes a request that has no servlet, which Spring Security 6 asks for as soon as
   * the application has a second one, such as that of JSP. Rules that need more of a request than
   * its URL are taken for a refusal.
   */
  private boolean isAllowedByFilters(HttpServletRequest request) {
    try {
      return chains.get().stream()
          .filter(chain -> chain.matches(request))
          .findFirst()
          .map(chain -> chain.getFilters().stream().allMatch(it -> lets(it, request)))
          .orElse(true);
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static boolean lets(Filter filter, HttpServletRequest request) {
    if (!(filter instanceof AuthorizationFilter rules)) {
      return !filter.getClass().getName().equals(OLD_RULES);
    }
    AuthorizationResult result =
        rules.getAuthorizationManager().authorize(() -> ANONYMOUS, request);
    return result == null || result.isGranted();
  }
}
