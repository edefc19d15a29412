package io.passthrough.core.build;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/** One file in an archive, or in an archive within it. Thread-safe. */
interface ArchiveEntry {

  /** Returns where it lies, as a user knows it. */
  String name();

  /** Returns how many bytes it has, as the archive says. */
  long size();

  /** Returns about how many bytes of the archive it takes. */
  long compressedSize();

  /** Returns its checksum (CRC-32), as the archive says. */
  long checksum();

  /** Returns when it was last changed, as the archive says. */
  Instant lastModified();

  /** Returns whether it is a symbolic link. */
  boolean isLink();

  /** Opens its bytes, which may be other ones, and more or less, than the archive says. */
  InputStream open() throws IOException;

  /** Fails when the archive is another one by now. */
  void check() throws IOException;
}
