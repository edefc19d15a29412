package io.passthrough.spring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** A root that is copied out of the jars of a class path, until the JVM ends. */
final class ExtractedRoot {

  private final Path root = EmptyRoot.folder();

  private ExtractedRoot() {}

  /** Copies all static files, the first of each name as Spring Boot serves them. */
  static Path of(ResourceLoader resources) {
    ExtractedRoot extracted = new ExtractedRoot();
    PathMatchingResourcePatternResolver resolver =
        new PathMatchingResourcePatternResolver(resources);
    try {
      for (String folder : ApplicationRoot.FOLDERS) {
        for (Resource resource : resolver.getResources("classpath*:/" + folder + "**")) {
          extracted.copy(resource, folder);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy the static files of the class path", e);
    }
    return extracted.root;
  }

  private void copy(Resource resource, String folder) throws IOException {
    String path = resource.getURI().getSchemeSpecificPart();
    int start = path.indexOf("!/" + folder);
    if (start < 0 || path.endsWith("/") || !resource.isReadable()) {
      return;
    }
    String within = path.substring(start + 2 + folder.length());
    Path file = root.resolve(within).normalize();
    if (isServed(within) && file.startsWith(root) && !Files.exists(file)) {
      makeFolders(root.relativize(file));
      file.toFile().deleteOnExit();
      try (InputStream in = resource.getInputStream()) {
        Files.copy(in, file);
      }
    }
  }

  /** No server serves the folder in which JSP files lie. */
  private static boolean isServed(String path) {
    return !path.startsWith("WEB-INF/") && !path.startsWith("META-INF/");
  }

  /** What was marked last is deleted first. */
  private void makeFolders(Path file) throws IOException {
    Path folder = root;
    for (int i = 0; i < file.getNameCount() - 1; i++) {
      folder = folder.resolve(file.getName(i));
      if (!Files.exists(folder)) {
        Files.createDirectory(folder);
        folder.toFile().deleteOnExit();
      }
    }
  }
}
