package io.passthrough.core.fallback;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.build.Decoders;
import io.passthrough.core.record.StoreLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;

/**
 * An object that no record names, as the store has it.
 *
 * @param info what the store says of it
 * @param immutable whether its name says that its bytes never change
 * @param bytes its bytes, read-only and shared; empty when it is too large to be read whole, or was
 *     only asked about
 * @param sha256 the hash of its bytes, when they were read
 * @param form how it is at hand
 */
public record UnrecordedObject(
    AssetInfo info,
    boolean immutable,
    Optional<FetchedBytes> bytes,
    Optional<Sha256> sha256,
    Form form) {

  /** How an object is at hand. */
  public enum Form {
    /** As the store has it. */
    STORED,
    /** As the store had it before it went down. */
    STALE,
    /** Without the coding that it has in the store. */
    DECODED,
    /** As the store describes it: its bytes were not asked for. */
    HEAD
  }

  /** Returns the same object as one that the store had before it went down. */
  UnrecordedObject stale() {
    return form == Form.HEAD
        ? this
        : new UnrecordedObject(info, immutable, bytes, sha256, Form.STALE);
  }

  /** Makes an object that is too large to be read whole. */
  static UnrecordedObject large(AssetInfo info, boolean immutable) {
    return new UnrecordedObject(info, immutable, Optional.empty(), Optional.empty(), Form.STORED);
  }

  /** Makes an object of its bytes. */
  static UnrecordedObject of(AssetInfo info, boolean immutable, FetchedBytes bytes, Sha256 sha256) {
    return new UnrecordedObject(
        info, immutable, Optional.of(bytes), Optional.of(sha256), Form.STORED);
  }

  /** Makes an object of what the store says of it, with the hash that its writer noted. */
  static UnrecordedObject head(AssetInfo info, boolean immutable) {
    return new UnrecordedObject(
        info, immutable, Optional.empty(), StoreLayout.sha256(info.headers()), Form.HEAD);
  }

  /** Returns the object without its coding, or empty when that cannot be done within a size. */
  Optional<UnrecordedObject> decoded(
      ContentCoding coding, long maxBytes, Function<ByteBuffer, FetchedBytes> counted) {
    byte[] coded = new byte[bytes.orElseThrow().size()];
    bytes.orElseThrow().buffer().get(coded);
    byte[] plain;
    try (InputStream in = Decoders.open(coding, new ByteArrayInputStream(coded))) {
      plain = in.readNBytes(Math.toIntExact(maxBytes + 1));
    } catch (IOException e) {
      return Optional.empty();
    }
    if (plain.length > maxBytes) {
      return Optional.empty();
    }
    AssetHeaders headers = AssetHeaders.of(info.headers().contentType());
    AssetInfo decoded =
        new AssetInfo(info.key(), plain.length, info.lastModified(), info.version(), headers);
    ByteBuffer buffer = ByteBuffer.wrap(plain).asReadOnlyBuffer();
    return Optional.of(
        new UnrecordedObject(
            decoded,
            immutable,
            Optional.of(counted.apply(buffer)),
            Optional.of(Sha256.of(plain)),
            Form.DECODED));
  }
}
