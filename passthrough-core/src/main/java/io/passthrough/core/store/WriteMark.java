package io.passthrough.core.store;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A random word in the metadata of one put, by which its object is known again.
 *
 * @param id the word
 */
record WriteMark(String id) {

  private static final String NAME = "write_id";

  static WriteMark random() {
    return new WriteMark(UUID.randomUUID().toString());
  }

  /**
   * Puts the mark on headers.
   *
   * @throws IllegalArgumentException when they have a mark of their own, or no room for one
   */
  AssetHeaders on(AssetHeaders headers) {
    Map<String, String> metadata = new HashMap<>(headers.metadata());
    if (metadata.put(NAME, id) != null) {
      throw new IllegalArgumentException("Illegal metadata name: '" + NAME + "'");
    }
    return headers.withMetadata(metadata);
  }

  String refusal(AssetHeaders headers) {
    return headers.metadata().containsKey(NAME)
        ? "the metadata name '" + NAME + "' is reserved"
        : "the metadata leaves no room for the "
            + (NAME.length() + id.length())
            + " bytes of '"
            + NAME
            + "', within "
            + AssetHeaders.MAX_METADATA_BYTES;
  }

  boolean isOn(AssetInfo info) {
    return id.equals(info.headers().metadata().get(NAME));
  }

  /** Returns an info without its mark, whosever it is. */
  static AssetInfo hidden(AssetInfo info) {
    Map<String, String> metadata = info.headers().metadata();
    if (!metadata.containsKey(NAME)) {
      return info;
    }
    Map<String, String> rest = new HashMap<>(metadata);
    rest.remove(NAME);
    AssetHeaders headers = info.headers().withMetadata(rest);
    return new AssetInfo(info.key(), info.size(), info.lastModified(), info.version(), headers);
  }
}
