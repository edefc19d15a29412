package io.passthrough.spring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * A report when the application is ready: which release it serves, and what in it is in the way of
 * assets, and which properties look misspelt. Health repeats it. Thread-safe.
 */
final class StartReport implements ApplicationListener<ApplicationReadyEvent> {

  private static final Log LOG = LogFactory.getLog(StartReport.class);

  private final ServedApplication application;
  private final ResourceUrlProvider resources;
  private final PageUrls urls;
  private volatile List<String> findings = List.of();

  /**
   * Makes a report.
   *
   * @param application what is served
   * @param resources tells Spring's own handlers of resources
   * @param urls knows which names templates asked for in vain
   */
  StartReport(ServedApplication application, ResourceUrlProvider resources, PageUrls urls) {
    this.urls = urls;
    this.application = application;
    this.resources = resources;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    Collection<HandlerMapping> mappings =
        event.getApplicationContext().getBeansOfType(HandlerMapping.class, true, false).values();
    List<String> found =
        new ArrayList<>(PropertyNames.misspelt(event.getApplicationContext().getEnvironment()));
    found.addAll(new ShadowingHandlers(mappings).notices(urls.baseWithin()));
    if (hasVersionStrategy()) {
      found.add(
          "Spring's own version strategy is on beside Passthrough, which gives the URLs of all"
              + " names that its release knows: turn off"
              + " 'spring.web.resources.chain.strategy'");
    }
    findings = List.copyOf(found);
    log(standing());
  }

  private boolean hasVersionStrategy() {
    return resources.getHandlerMap().values().stream()
        .flatMap(handler -> handler.getResourceResolvers().stream())
        .anyMatch(VersionResourceResolver.class::isInstance);
  }

  private void log(Standing standing) {
    String release = standing.release().isEmpty() ? "no release" : standing.release();
    LOG.info(
        "Serving "
            + release
            + " and from the store those of others under '"
            + urls.baseWithin()
            + "'");
    standing.notices().forEach(LOG::warn);
  }

  /** Returns what operators should know now. */
  Standing standing() {
    List<String> more = new ArrayList<>(findings);
    more.addAll(urls.reported());
    return Standing.of(application, more);
  }
}
