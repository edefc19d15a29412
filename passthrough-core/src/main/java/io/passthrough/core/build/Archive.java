package io.passthrough.core.build;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** An open zip, jar or war that must stay as it was found. Thread-safe. */
final class Archive implements Closeable {

  private final Path path;
  private final DiskFile found;
  private final ZipFile zip;

  Archive(Path path) throws IOException {
    this.path = path;
    this.found = DiskFile.of(path);
    this.zip = new ZipFile(path.toFile());
  }

  /**
   * Every entry of the central directory in its order: a name that is there twice comes twice,
   * while a look-up by name would hide one of them.
   */
  List<ZipEntry> entries() {
    return zip.stream().<ZipEntry>map(entry -> entry).toList();
  }

  InputStream open(ZipEntry entry) throws IOException {
    InputStream in = zip.getInputStream(entry);
    if (in == null) {
      throw new IOException("No such entry: '" + nameOf(entry) + "'");
    }
    return in;
  }

  /** Fails when the archive is another one by now. */
  void check() throws IOException {
    found.state().check(path, path.toString());
  }

  /** Returns how the archive was found. */
  BuildState state() {
    return new BuildState(Map.of("", found));
  }

  String nameOf(ZipEntry entry) {
    return path + "!/" + entry.getName();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
