package io.passthrough.core.frontend;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdInputStream;
import io.passthrough.api.manifest.ContentCoding;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Takes content codings off. */
final class Decoders {

  private Decoders() {}

  static InputStream open(ContentCoding coding, InputStream in) throws IOException {
    return switch (coding) {
      case BR -> {
        Brotli4jLoader.ensureAvailability();
        yield new BrotliInputStream(in);
      }
      case ZSTD -> new ZstdInputStream(in);
      case GZIP -> new GZIPInputStream(in);
    };
  }
}
