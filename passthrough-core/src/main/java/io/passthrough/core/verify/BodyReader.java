package io.passthrough.core.verify;

import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.build.Decoders;
import io.passthrough.core.record.ContentId;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/**
 * Hashes a body while it is decoded, with bounds on what is read and on what that decodes to: a
 * server may send anything. Nothing is kept but the first bytes.
 *
 * @param maxBytes how many bytes the body has at most, without coding
 * @param startBytes how many of them are kept
 */
record BodyReader(long maxBytes, int startBytes) {

  private static final int BUFFER = 16 << 10;

  /** What codings may add to bytes that they cannot make smaller, flushed often. */
  private static final int CODING_BYTES = 4 << 10;

  private static final int CODING_SHARE = 64;

  /**
   * Reads a body.
   *
   * @param in the body as it comes, which the caller closes
   * @param codings its content codings
   */
  ReadBody read(InputStream in, List<String> codings) {
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    try (InputStream decoded = decoded(in, codings)) {
      return ReadBody.of(hash(decoded, start), ByteBuffer.wrap(start.toByteArray()));
    } catch (TooLongException e) {
      return ReadBody.broken(
          ByteBuffer.wrap(start.toByteArray()),
          "more than " + maxBytes + " bytes; the rest was not read");
    } catch (EOFException e) {
      return ReadBody.broken(
          ByteBuffer.wrap(start.toByteArray()), "ends in the middle of its content coding");
    } catch (IOException e) {
      return ReadBody.broken(ByteBuffer.wrap(start.toByteArray()), "broke off: " + e.getMessage());
    } catch (PassthroughException e) {
      return ReadBody.broken(ByteBuffer.wrap(start.toByteArray()), String.valueOf(e.getMessage()));
    }
  }

  private InputStream decoded(InputStream in, List<String> codings) throws IOException {
    if (codings.isEmpty()) {
      return in;
    }
    if (codings.size() > 1) {
      throw new IOException("more than one content coding, " + codings);
    }
    InputStream bounded = new BoundedStream(in, maxBytes + maxBytes / CODING_SHARE + CODING_BYTES);
    String coding = codings.get(0);
    if (coding.equals("deflate")) {
      return new InflaterInputStream(bounded);
    }
    Optional<ContentCoding> known =
        ContentCoding.ofToken(coding.equals("x-gzip") ? ContentCoding.GZIP.token() : coding);
    return Decoders.open(
        known.orElseThrow(() -> new IOException("unknown content coding '" + coding + "'")),
        bounded);
  }

  private ContentId hash(InputStream in, ByteArrayOutputStream start) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    int read;
    while ((read = in.read(buffer, 0, (int) Math.min(BUFFER, maxBytes - size + 1))) >= 0) {
      size += read;
      start.write(buffer, 0, Math.min(read, startBytes - start.size()));
      if (size > maxBytes) {
        throw new TooLongException();
      }
      digest.update(buffer, 0, read);
    }
    return new ContentId(Sha256.from(digest.digest()), size);
  }
}
