package io.passthrough.core.prune;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.Version;
import io.passthrough.api.manifest.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One state of an object in an explored store. Equal ones of one exploration are one instance, so
 * that stores are compared fast.
 */
final class ExploredObject {

  private final AssetInfo info;
  private final String latin1;

  /** Makes one whose version is told by its bytes, as an ETag is. */
  ExploredObject(Value value) {
    Sha256 sha256 = Sha256.of(value.bytes());
    Version version = new Version(sha256.hex().substring(0, 16));
    int size = value.latin1().length();
    this.info = new AssetInfo(value.key(), size, value.putAt(), version, value.headers());
    this.latin1 = value.latin1();
  }

  /** By what two states of an object are told apart. */
  record Value(AssetKey key, String latin1, AssetHeaders headers, Instant putAt) {

    byte[] bytes() {
      return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  AssetInfo info() {
    return info;
  }

  AssetKey key() {
    return info.key();
  }

  byte[] bytes() {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return info.key() + " " + latin1;
  }
}
