package io.passthrough.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.core.build.Build;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.DefaultResourceLoader;

/** Where an application finds its own static files, by the way in which it is deployed. */
class ApplicationRootTest {

  /** The application's own, and one that a library has as well. */
  private static final Map<String, String> CLASSES =
      Map.of(
          "static/js/main.4e5f6a7b.js", "main",
          "static/index.html", "own page",
          "META-INF/resources/WEB-INF/page.jsp", "<%= secret %>",
          "application.yaml", "server: {shutdown: graceful}");

  private static final Map<String, String> LIBRARY =
      Map.of(
          "META-INF/resources/webjars/ui.js", "ui",
          "META-INF/resources/WEB-INF/ui.jsp", "<%= secret %>",
          "static/index.html", "a library's page",
          "public/ui.css", "a {}");

  @TempDir private Path folder;

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  /** Packs a jar, with an entry for each folder as Maven and Spring Boot do. */
  private static byte[] jar(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
      Set<String> folders = new LinkedHashSet<>();
      for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
        String name = file.getKey();
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
          if (folders.add(name.substring(0, slash + 1))) {
            jar.putNextEntry(new ZipEntry(name.substring(0, slash + 1)));
          }
        }
        jar.putNextEntry(new ZipEntry(name));
        jar.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static Map<String, byte[]> under(String before, Map<String, String> files) {
    Map<String, byte[]> moved = new TreeMap<>();
    files.forEach((name, text) -> moved.put(before + name, text.getBytes(StandardCharsets.UTF_8)));
    return moved;
  }

  private static List<String> files(Path root) {
    try (Build build = Build.open(root)) {
      return build.files().stream().map(it -> it.path() + " " + it.size()).sorted().toList();
    }
  }

  @Test
  void applicationThatWasExtracted_hasTheFilesOfItsBootJar() throws IOException {
    byte[] library = jar(under("", LIBRARY));
    Map<String, byte[]> packed = under("BOOT-INF/classes/", CLASSES);
    packed.put("BOOT-INF/lib/ui.jar", library);
    Path boot = write("shop.jar", jar(packed));
    URL[] extracted = {
      write("extracted.jar", jar(under("", CLASSES))).toUri().toURL(),
      write("ui.jar", library).toUri().toURL()
    };

    try (URLClassLoader loader = new URLClassLoader(extracted, null)) {
      Path root = ApplicationRoot.find(new DefaultResourceLoader(loader)).orElseThrow();

      assertThat(files(root))
          .isEqualTo(files(boot))
          .containsExactly("index.html 8", "js/main.4e5f6a7b.js 4", "ui.css 4", "webjars/ui.js 2");
    }
  }
}
