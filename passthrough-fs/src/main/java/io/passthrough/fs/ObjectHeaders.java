package io.passthrough.fs;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.Version;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a put keeps beside the bytes.
 *
 * @param name the object's key, with the prefix
 * @param size of the file when it was put, in bytes
 * @param modified the file's time when it was put, in nanoseconds since 1970
 * @param version random
 * @param headers as they were put
 */
record ObjectHeaders(
    String name, String size, String modified, Version version, AssetHeaders headers) {

  private static final String METADATA = "metadata.";

  static ObjectHeaders of(String name, FileStamp stamp, Version version, AssetHeaders headers) {
    return new ObjectHeaders(
        name, Long.toString(stamp.size()), stamp.modifiedText(), version, headers);
  }

  /** Whether the file is as it was put: false when others changed it in place. */
  boolean fits(FileStamp stamp) {
    return size.equals(Long.toString(stamp.size())) && modified.equals(stamp.modifiedText());
  }

  String json() {
    Map<String, String> pairs = new LinkedHashMap<>();
    pairs.put("key", name);
    pairs.put("size", size);
    pairs.put("modified", modified);
    pairs.put("version", version.token());
    pairs.put("content_type", headers.contentType());
    headers.cacheControl().ifPresent(value -> pairs.put("cache_control", value));
    headers.contentEncoding().ifPresent(value -> pairs.put("content_encoding", value));
    new TreeMap<>(headers.metadata()).forEach((key, value) -> pairs.put(METADATA + key, value));
    return TextObject.write(pairs);
  }

  /** Reads a record; empty when others wrote something else in its place. */
  static Optional<ObjectHeaders> parse(String json) {
    try {
      return TextObject.read(json).map(ObjectHeaders::of);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ObjectHeaders of(Map<String, String> pairs) {
    Map<String, String> metadata = new HashMap<>();
    pairs.forEach(
        (name, value) -> {
          if (name.startsWith(METADATA)) {
            metadata.put(name.substring(METADATA.length()), value);
          }
        });
    AssetHeaders headers =
        new AssetHeaders(
            required(pairs, "content_type"),
            Optional.ofNullable(pairs.get("cache_control")),
            Optional.ofNullable(pairs.get("content_encoding")),
            metadata);
    return new ObjectHeaders(
        required(pairs, "key"),
        required(pairs, "size"),
        required(pairs, "modified"),
        new Version(required(pairs, "version")),
        headers);
  }

  private static String required(Map<String, String> pairs, String name) {
    String value = pairs.get(name);
    if (value == null) {
      throw new IllegalArgumentException("A record needs '" + name + "'");
    }
    return value;
  }
}
