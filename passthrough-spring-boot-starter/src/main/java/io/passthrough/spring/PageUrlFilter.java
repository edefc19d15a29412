package io.passthrough.spring;

import jakarta.servlet.FilterChain;
import jakarta.servlet.GenericFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * A filter through which templates (Thymeleaf, FreeMarker, JSP) render the URLs of assets: all of
 * them pass a URL to {@link HttpServletResponse#encodeURL}. Thread-safe.
 */
final class PageUrlFilter extends GenericFilter {

  /** What templates call the URLs: some may not use beans in every attribute. */
  static final String NAME = "passthrough";

  private static final long serialVersionUID = 1L;

  private final transient PageUrls urls;

  PageUrlFilter(PageUrls urls) {
    this.urls = urls;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setAttribute(NAME, urls);
    chain.doFilter(
        request,
        response instanceof HttpServletResponse http ? new Encoding(http, urls) : response);
  }

  private static final class Encoding extends HttpServletResponseWrapper {

    private final PageUrls urls;

    Encoding(HttpServletResponse response, PageUrls urls) {
      super(response);
      this.urls = urls;
    }

    @Override
    public String encodeURL(String url) {
      return urls.rewrite(url).orElseGet(() -> super.encodeURL(url));
    }
  }
}
