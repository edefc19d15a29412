package io.passthrough.spring;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Where an application's own static files lie: in the Boot jar that it runs from, which is what the
 * pipeline publishes; in a folder of its class path, as in an IDE; or, in any other jar, copied out
 * of it.
 */
final class ApplicationRoot {

  /** Where Spring Boot looks, in its order. */
  static final List<String> FOLDERS =
      List.of("META-INF/resources/", "resources/", "static/", "public/");

  /** How the URL of what lies in a Boot jar begins; {@code /!} ends the jar's own path. */
  private static final String NESTED = "jar:nested:";

  private ApplicationRoot() {}

  /** Finds the root; empty when the application has no static files. */
  static Optional<Path> find(ResourceLoader resources) {
    List<URI> folders =
        FOLDERS.stream()
            .map(folder -> resources.getResource("classpath:/" + folder))
            .flatMap(ApplicationRoot::uri)
            .toList();
    return bootJar(folders)
        .or(() -> folder(folders))
        .or(() -> folders.isEmpty() ? Optional.empty() : Optional.of(ExtractedRoot.of(resources)));
  }

  private static Stream<URI> uri(Resource resource) {
    try {
      return resource.exists() ? Stream.of(resource.getURI()) : Stream.empty();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static Optional<Path> bootJar(List<URI> folders) {
    return folders.stream()
        .map(URI::toString)
        .filter(it -> it.startsWith(NESTED) && it.contains("/!"))
        .map(it -> Path.of(URI.create("file:" + it.substring(NESTED.length(), it.indexOf("/!")))))
        .findFirst();
  }

  private static Optional<Path> folder(List<URI> folders) {
    return folders.stream()
        .filter(it -> "file".equals(it.getScheme()))
        .map(Path::of)
        .filter(Files::isDirectory)
        .findFirst();
  }
}
