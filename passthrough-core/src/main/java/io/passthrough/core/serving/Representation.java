package io.passthrough.core.serving;

import io.passthrough.api.manifest.Sha256;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * One form in which a resource can be sent.
 *
 * @param coding its content coding, or {@value #IDENTITY}
 * @param length its size in bytes
 * @param etag its strong entity tag, with quotes; empty only where its bytes were never seen
 */
record Representation(String coding, long length, Optional<String> etag) {

  /** The name of no coding at all: {@value}. */
  static final String IDENTITY = "identity";

  private static final int ETAG_BYTES = 16;

  /** Returns the tag of some bytes: the same on every host, wherever they come from. */
  static String etag(Sha256 sha256) {
    byte[] start = Arrays.copyOf(sha256.bytes(), ETAG_BYTES);
    return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(start) + '"';
  }

  boolean isCoded() {
    return !coding.equals(IDENTITY);
  }
}
