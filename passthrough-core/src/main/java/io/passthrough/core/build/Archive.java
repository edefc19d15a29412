package io.passthrough.core.build;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An open zip, jar or war that must stay as it was found. Thread-safe. */
final class Archive implements Closeable {

  private static final int LOCAL_HEADER_BYTES = 30;

  private final Path path;
  private final DiskFile found;
  private final ZipFile zip;
  private final ZipBytes bytes;
  private final Map<String, CentralHeader> headers = new HashMap<>();

  Archive(Path path) throws IOException {
    this.path = path;
    this.found = DiskFile.of(path);
    this.zip = new ZipFile(path.toFile());
    this.bytes = new ZipBytes.InFile(path, 0, found.state().size());
    try {
      CentralDirectory.read(bytes).forEach(header -> headers.put(header.name(), header));
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /**
   * Every entry of the central directory in its order: a name that is there twice comes twice,
   * while a look-up by name would hide one of them.
   */
  List<Entry> entries() {
    return zip.stream().map(entry -> new Entry(this, entry)).toList();
  }

  /** Opens the archive that an entry is. */
  NestedArchive nested(Entry entry) throws IOException {
    CentralHeader header = headers.get(entry.path());
    if (header == null || header.method() != CentralHeader.STORED) {
      return new NestedArchive(entry, new PackedBytes(entry));
    }
    long data = dataOffset(bytes, header);
    return new NestedArchive(entry, new ZipBytes.InFile(path, data, entry.size()));
  }

  /** Finds where an entry's bytes begin: its local header may be longer than the central one. */
  static long dataOffset(ZipBytes bytes, CentralHeader header) throws IOException {
    byte[] local = bytes.read(header.localHeader(), LOCAL_HEADER_BYTES);
    if (local[0] != 'P' || local[1] != 'K' || local[2] != 3 || local[3] != 4) {
      throw new ZipException("its directory leads astray");
    }
    return header.localHeader() + LOCAL_HEADER_BYTES + unsigned(local, 26) + unsigned(local, 28);
  }

  private static int unsigned(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  /** Fails when the archive is another one by now. */
  void check() throws IOException {
    found.state().check(path, path.toString());
  }

  /** Returns how the archive was found. */
  BuildState state() {
    return new BuildState(Map.of("", found));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /**
   * An entry of the archive itself.
   *
   * @param archive the archive
   * @param entry the entry
   */
  record Entry(Archive archive, ZipEntry entry) implements ArchiveEntry {

    /** Returns its name in the archive. */
    String path() {
      return entry.getName();
    }

    @Override
    public String name() {
      return archive.path + "!/" + entry.getName();
    }

    @Override
    public long size() {
      return entry.getSize();
    }

    @Override
    public long compressedSize() {
      return entry.getCompressedSize();
    }

    @Override
    public long checksum() {
      return entry.getCrc();
    }

    @Override
    public Instant lastModified() {
      return entry.getLastModifiedTime().toInstant();
    }

    @Override
    public boolean isLink() {
      CentralHeader header = archive.headers.get(entry.getName());
      return header != null && header.isLink();
    }

    @Override
    public InputStream open() throws IOException {
      InputStream in = archive.zip.getInputStream(entry);
      if (in == null) {
        throw new IOException("No such entry: '" + name() + "'");
      }
      return in;
    }

    @Override
    public void check() throws IOException {
      archive.check();
    }
  }
}
