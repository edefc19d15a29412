package io.passthrough.core.build;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdInputStream;
import io.passthrough.api.manifest.ContentCoding;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Takes content codings off. */
public final class Decoders {

  private Decoders() {}

  /**
   * Opens coded bytes for reading without their coding.
   *
   * @param coding the coding
   * @param in the coded bytes, which closing the result closes
   * @return the bytes; not closing them leaks native memory
   * @throws MissingDecoderException when the decoder cannot be loaded
   * @throws IOException when they are not in the coding
   */
  public static InputStream open(ContentCoding coding, InputStream in) throws IOException {
    try {
      return switch (coding) {
        case BR -> brotli(in);
        case ZSTD -> new ZstdInputStream(in);
        case GZIP -> new GZIPInputStream(in);
      };
    } catch (LinkageError e) {
      throw new MissingDecoderException(coding, e);
    }
  }

  private static InputStream brotli(InputStream in) throws IOException {
    Brotli4jLoader.ensureAvailability();
    return new BrotliInputStream(in);
  }
}
