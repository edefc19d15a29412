package io.passthrough.spring;

import static io.passthrough.spring.Site.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** URLs in pages of other template engines than Thymeleaf, each in its own words. */
class TemplateEngineTest {

  enum Engine {
    FREEMARKER(
        "page.ftlh",
        """
        <#import "/spring.ftl" as spring/>
        <script src="<@spring.url '/static/main.js?v=1'/>"></script>
        <link href="<@spring.url '/static/main.css'/>">
        <a href="<@spring.url '/orders/42'/>">Order</a>
        <img alt="${Request.passthrough.url('main.css')}">
        """,
        "spring.freemarker.template-loader-path=file:"),
    JSP(
        "WEB-INF/page.jsp",
        """
        <%@ taglib prefix="c" uri="jakarta.tags.core" %>
        <%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
        <script src="<c:url value='/static/main.js?v=1'/>"></script>
        <link href="<spring:url value='/static/main.css'/>">
        <a href="<c:url value='/orders/42'/>">Order</a>
        <img alt="${passthrough.url('main.css')}">
        """,
        "spring.autoconfigure.exclude="
            + "org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration,"
            + "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration",
        "spring.mvc.view.prefix=/WEB-INF/",
        "spring.mvc.view.suffix=.jsp",
        "test.document-root=");

    private final String file;
    private final String page;
    private final List<String> properties;

    /** The last property gets the folder of the templates. */
    Engine(String file, String page, String... properties) {
      this.file = file;
      this.page = page;
      this.properties = List.of(properties);
    }

    String[] properties(Path folder, String... more) {
      List<String> all = new ArrayList<>(properties);
      all.add(all.remove(all.size() - 1) + folder + "/templates/");
      all.addAll(List.of(more));
      return all.toArray(String[]::new);
    }
  }

  @TempDir private Path folder;
  private Rollout rollout;

  @BeforeEach
  void publish() throws IOException {
    rollout = Rollout.in(folder);
  }

  private Site start(Engine engine, String... more) throws IOException {
    rollout.write("templates/" + engine.file, engine.page.getBytes(StandardCharsets.UTF_8));
    return Site.start(rollout, ShopApplication.class, engine.properties(folder, more));
  }

  /** Assets have the URLs of one place, pages those of another. */
  private static void assertUrls(String page, String assets, String pages) {
    assertThat(page)
        .contains(
            "src=\"" + assets + "/" + Rollout.OWN_SCRIPT + "?v=1\"",
            "href=\"" + assets + "/" + Rollout.OWN_STYLE + "\"",
            "href=\"" + pages + "/orders/42",
            "alt=\"" + assets + "/" + Rollout.OWN_STYLE + "\"");
  }

  @ParameterizedTest
  @EnumSource
  void template_unchanged_rendersFingerprintedUrls(Engine engine) throws IOException {
    try (Site site = start(engine)) {

      assertUrls(text(site.get("/page")), "", "");
    }
  }

  @ParameterizedTest
  @EnumSource
  void template_withAContextPath_rendersIt(Engine engine) throws IOException {
    try (Site site = start(engine, "server.servlet.context-path=/shop")) {

      assertUrls(text(site.get("/shop/page")), "/shop", "/shop");
    }
  }

  @ParameterizedTest
  @EnumSource
  void template_withACdnAndAContextPath_rendersItsUrls(Engine engine) throws IOException {
    String cdn = "passthrough.gateway.assets.cdn=https://cdn.example.com";
    try (Site site = start(engine, cdn, "server.servlet.context-path=/shop")) {

      assertUrls(text(site.get("/shop/page")), "https://cdn.example.com", "/shop");
    }
  }

  /** An application with a page, and a folder of JSP files as a war has it. */
  @Configuration(proxyBeanMethods = false)
  @Import({PlainApplication.class, ShopApplication.Pages.class})
  static class ShopApplication {

    /** The server's type lies in other packages in Spring Boot 3 and 4, and has one property. */
    @Bean
    static BeanPostProcessor documentRoot(Environment environment) {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessBeforeInitialization(Object bean, String name) {
          BeanWrapper properties = PropertyAccessorFactory.forBeanPropertyAccess(bean);
          String root = environment.getProperty("test.document-root");
          if (root != null && properties.isWritableProperty("documentRoot")) {
            properties.setPropertyValue("documentRoot", root);
          }
          return bean;
        }
      };
    }

    @Controller
    static class Pages {

      @GetMapping("/page")
      String page() {
        return "page";
      }
    }
  }
}
