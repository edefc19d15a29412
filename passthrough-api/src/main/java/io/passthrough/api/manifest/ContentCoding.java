package io.passthrough.api.manifest;

import java.util.Optional;

/** A content coding (RFC 9110, section 8.4.1) in which a representation may be kept. */
public enum ContentCoding {
  /** Brotli, RFC 7932. */
  BR("br", ".br"),
  /** Zstandard, RFC 8878. */
  ZSTD("zstd", ".zst"),
  /** Gzip, RFC 1952. */
  GZIP("gzip", ".gz");

  private final String token;
  private final String suffix;

  ContentCoding(String token, String suffix) {
    this.token = token;
    this.suffix = suffix;
  }

  /**
   * Returns the name in HTTP fields.
   *
   * @return such as {@code br}
   */
  public String token() {
    return token;
  }

  /**
   * Returns the ending of a file that holds the coded bytes of its neighbour.
   *
   * @return such as {@code .br}
   */
  public String suffix() {
    return suffix;
  }

  /**
   * Finds the coding with a name in HTTP fields.
   *
   * @param token in lower case
   * @return the coding, or empty
   */
  public static Optional<ContentCoding> ofToken(String token) {
    for (ContentCoding coding : values()) {
      if (coding.token.equals(token)) {
        return Optional.of(coding);
      }
    }
    return Optional.empty();
  }

  /**
   * Finds the coding that a file name ends with.
   *
   * @param name a file name or path
   * @return the coding, or empty
   */
  public static Optional<ContentCoding> ofName(String name) {
    for (ContentCoding coding : values()) {
      if (name.endsWith(coding.suffix)) {
        return Optional.of(coding);
      }
    }
    return Optional.empty();
  }
}
