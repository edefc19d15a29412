package io.passthrough.core.build;

/**
 * What an archive's central directory says of one entry (APPNOTE, section 4.3.12).
 *
 * @param name its name
 * @param flags general purpose bits
 * @param method how it is packed: {@value #STORED} or {@value #DEFLATED}, or what nobody can unpack
 * @param crc the checksum of its bytes
 * @param compressedSize how many bytes it has in the archive
 * @param size how many bytes it has
 * @param localHeader where its local header lies
 * @param isLink whether it is a symbolic link, whose bytes are another file's name
 */
record CentralHeader(
    String name,
    int flags,
    int method,
    long crc,
    long compressedSize,
    long size,
    long localHeader,
    boolean isLink) {

  static final int STORED = 0;
  static final int DEFLATED = 8;

  private static final int ENCRYPTED = 1;

  boolean isFile() {
    return !name.endsWith("/");
  }

  /** Returns whether the bytes can be had. */
  boolean isReadable() {
    return (flags & ENCRYPTED) == 0 && (method == STORED || method == DEFLATED);
  }
}
