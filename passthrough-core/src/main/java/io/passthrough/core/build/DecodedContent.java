package io.passthrough.core.build;

import io.passthrough.api.Content;
import io.passthrough.api.manifest.ContentCoding;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a file of which only a coding is there: decoded anew at each opening, a buffer at a
 * time.
 *
 * @param coded the coded bytes
 * @param coding their coding
 * @param length how many bytes they decode to
 */
record DecodedContent(Content coded, ContentCoding coding, long length) implements Content {

  @Override
  public InputStream open(long offset) throws IOException {
    InputStream in = coded.open(0);
    try {
      InputStream decoded = Decoders.open(coding, in);
      decoded.skipNBytes(offset);
      return decoded;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }
}
