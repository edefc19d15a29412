package io.passthrough.spring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A running application. */
final class Site implements AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ConfigurableApplicationContext context;

  private Site(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts an application with the rollout's store and files, and more properties. */
  static Site start(Rollout rollout, Class<?> application, String... properties) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "passthrough.gateway.root=" + rollout.own(),
                "passthrough.gateway.assets.fs.path=" + rollout.store(),
                "spring.web.resources.static-locations=file:" + rollout.own() + "/"));
    all.addAll(Arrays.asList(properties));
    return start(application, all.toArray(String[]::new));
  }

  /** Starts an application. */
  static Site start(Class<?> application, String... properties) {
    return new Site(
        new SpringApplicationBuilder(application)
            .properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=warn")
            .properties(properties)
            .run());
  }

  ConfigurableApplicationContext context() {
    return context;
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** Gets a path with header fields, name and value by turns. */
  HttpResponse<byte[]> get(String path, String... fields) throws IOException {
    return send("GET", path, fields);
  }

  HttpResponse<byte[]> send(String method, String path, String... fields) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (fields.length > 0) {
      request.headers(fields);
    }
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  static String field(HttpResponse<byte[]> response, String name) {
    return String.join("|", response.headers().allValues(name));
  }

  @Override
  public void close() {
    context.close();
  }
}
