package io.passthrough.tck;

import io.passthrough.api.AssetInfo;
import java.nio.charset.StandardCharsets;

/**
 * What one read gave.
 *
 * @param info what the reader told
 * @param bytes the whole body
 */
@SuppressWarnings("ArrayRecordComponent")
record Snapshot(AssetInfo info, byte[] bytes) {

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
