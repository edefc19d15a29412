package io.passthrough.core.build;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.nio.file.Path;

/**
 * What an archive may unpack to, with the archives in it: some bombs do so only when the inner one
 * is opened.
 */
final class ArchiveLimits {

  private static final long MAX_TOTAL_BYTES = 4L << 30;
  private static final long MAX_RATIO = 200;
  private static final long SMALL_BYTES = 10L << 20;

  private final Path source;
  private long total;

  ArchiveLimits(Path source) {
    this.source = source;
  }

  /** Counts an entry that is unpacked. */
  void count(ArchiveEntry entry) {
    long size = entry.size();
    if (size > SMALL_BYTES && size / MAX_RATIO > entry.compressedSize()) {
      throw refused("unpacks to more than " + MAX_RATIO + " times its size", entry);
    }
    total += size;
    if (total > MAX_TOTAL_BYTES) {
      throw refused("makes the archive unpack to more than 4 GiB", entry);
    }
  }

  PassthroughException refused(String why, ArchiveEntry entry) {
    return refused(why, ArchiveFiles.inside(source, entry), source);
  }

  static PassthroughException refused(String why, String name, Path source) {
    String printable = name.replaceAll("\\p{Cntrl}", "?");
    return new PassthroughException(
        Kind.INPUT,
        "An entry " + why + ": '" + printable + "' in '" + source + "'",
        "pack the build again, with nothing but the files that the bundler wrote");
  }
}
