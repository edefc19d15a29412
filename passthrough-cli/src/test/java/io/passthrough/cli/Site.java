package io.passthrough.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder in which commands run: builds, archives and configurations are made in it. */
record Site(Path folder) {

  static final String APP = "assets/app-1a2b3c4d.js";

  private static final FileTime BUILT = FileTime.from(Instant.parse("2024-05-06T07:08:09Z"));

  /**
   * Writes a text file as of long ago, and the folders it needs: a gateway waits for a root that
   * was just written.
   */
  Site file(String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      Files.setLastModifiedTime(file, BUILT);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a build with a page and one fingerprinted file. */
  Site build(String name, String script) {
    return file(name + "/index.html", "<script src=/" + APP + "></script>")
        .file(name + "/" + APP, script);
  }

  Site config(String yaml) {
    return file("passthrough.yaml", yaml);
  }

  Site zip(String path, Map<String, byte[]> entries) {
    try (OutputStream out = Files.newOutputStream(folder.resolve(path));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces a name of an archive by another one of the same length. */
  Site replace(String path, String name, String other) {
    try {
      Path file = folder.resolve(path);
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      Files.writeString(file, bytes.replace(name, other), StandardCharsets.ISO_8859_1);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a link to a new file outside of every build. */
  Site link(String path, String target) {
    try {
      Path outside = Files.writeString(folder.resolve(target), "secret");
      Files.createSymbolicLink(folder.resolve(path), outside);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CliRun run(String... args) {
    return CliRun.in(folder, args);
  }

  /** Returns every object of the store with its content; the provider's own files are none. */
  Map<String, String> store() {
    Path store = folder.resolve(".passthrough-store");
    Map<String, String> files = new TreeMap<>();
    if (!Files.isDirectory(store)) {
      return files;
    }
    try (Stream<Path> walk = Files.walk(store)) {
      for (Path each : walk.filter(Files::isRegularFile).toList()) {
        files.put(
            store.relativize(each).toString(), Files.readString(each, StandardCharsets.ISO_8859_1));
      }
      files.keySet().removeIf(name -> name.startsWith(".passthrough-"));
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
