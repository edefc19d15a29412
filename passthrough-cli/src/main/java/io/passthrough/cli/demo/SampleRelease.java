package io.passthrough.cli.demo;

import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One built release of the sample app, as its author knows it: what it holds, and what its code
 * asks for when.
 *
 * @param name the release's name
 * @param folder what its build made
 * @param files the hash of every file by URL path
 */
record SampleRelease(String name, Path folder, Map<String, Sha256> files) {

  static final String PAGE = "/index.html";

  private static final String TEXTS = "/locales/";

  static SampleRelease read(String name, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new PassthroughException(
          Kind.INPUT,
          "The sample app is not here, '" + folder + "'",
          "run ./passthrough demo from a clone of the repository");
    }
    Map<String, Sha256> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path each : walk.filter(Files::isRegularFile).toList()) {
        String path = folder.relativize(each).toString().replace('\\', '/');
        files.put("/" + path, Sha256.of(Files.readAllBytes(each)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SampleRelease(name, folder, files);
  }

  boolean has(String path, Sha256 sha256) {
    return sha256.equals(files.get(path));
  }

  /** What the app's code asks for as soon as it runs: texts of a language, and the logo. */
  List<String> atStart(int language) {
    List<String> texts = files.keySet().stream().filter(each -> each.startsWith(TEXTS)).toList();
    String own = texts.get(language % texts.size());
    return Stream.concat(Stream.of(own), media()).toList();
  }

  private Stream<String> media() {
    return files.keySet().stream()
        .filter(each -> each.endsWith(".svg") && each.indexOf('/', 1) > 0);
  }

  /** What the app's code asks for when somebody opens a page of it: all that its HTML names not. */
  List<String> lazyChunks(Set<String> named) {
    return files.keySet().stream()
        .filter(each -> each.endsWith(".js") || each.endsWith(".css"))
        .filter(each -> !named.contains(each))
        .toList();
  }
}
