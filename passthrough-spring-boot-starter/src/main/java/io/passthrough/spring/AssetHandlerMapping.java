package io.passthrough.spring;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * A handler mapping directly before Spring's resource handling: takes the requests that can only
 * mean an asset and for which the application has no resource of its own.
 */
final class AssetHandlerMapping extends AbstractHandlerMapping {

  private static final String TAKEN = AssetHandlerMapping.class.getName() + ".TAKEN";

  private static final Set<DispatcherType> DISPATCHES =
      Set.of(DispatcherType.REQUEST, DispatcherType.FORWARD);

  private final ServedApplication application;
  private final OwnResources own;
  private final AssetRequestHandler handler;

  AssetHandlerMapping(
      ServedApplication application, OwnResources own, AssetRequestHandler handler) {
    this.application = application;
    this.own = own;
    this.handler = handler;
    setOrder(Ordered.LOWEST_PRECEDENCE - 2);
  }

  @Override
  protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
    if (request.getAttribute(TAKEN) != null) {
      return request.getDispatcherType() == DispatcherType.ERROR ? null : handler;
    }
    if (!DISPATCHES.contains(request.getDispatcherType())
        || !application.host().answers(application.target(request))
        || own.has(request)) {
      return null;
    }
    request.setAttribute(TAKEN, true);
    return handler;
  }
}
