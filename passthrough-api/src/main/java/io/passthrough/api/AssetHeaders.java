package io.passthrough.api;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is stored beside an object's bytes, and comes back as it was put. No value is empty, or
 * begins or ends with a space: HTTP takes that away (RFC 9110, section 5.5).
 *
 * @param contentType the media type, such as {@code text/javascript; charset=utf-8}
 * @param cacheControl the Cache-Control that the store itself answers with, when it is an origin
 * @param contentEncoding the coding that the bytes are in, when they are coded
 * @param metadata further pairs: names {@code [a-z][a-z0-9_]*}, values of printable ASCII, {@value
 *     #MAX_METADATA_BYTES} bytes in all, of which core's {@code write_id} takes 44
 */
public record AssetHeaders(
    String contentType,
    Optional<String> cacheControl,
    Optional<String> contentEncoding,
    Map<String, String> metadata) {

  /** The most bytes that names and values of the metadata have together: {@value}. */
  public static final int MAX_METADATA_BYTES = 2_048;

  /** The type of bytes of which nothing is known: {@value}. */
  public static final String OCTET_STREAM = "application/octet-stream";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /**
   * Checks and copies.
   *
   * @param contentType the media type
   * @param cacheControl the Cache-Control
   * @param contentEncoding the coding
   * @param metadata further pairs
   * @throws IllegalArgumentException naming the header that is empty, not printable ASCII, or has a
   *     space at an end, the ill-formed metadata name, or the size
   */
  public AssetHeaders {
    checkValue("Content-Type", contentType);
    cacheControl.ifPresent(value -> checkValue("Cache-Control", value));
    contentEncoding.ifPresent(value -> checkValue("Content-Encoding", value));
    metadata = Map.copyOf(metadata);
    int size = 0;
    for (Map.Entry<String, String> pair : metadata.entrySet()) {
      if (!NAME.matcher(pair.getKey()).matches()) {
        throw new IllegalArgumentException("Illegal metadata name: '" + pair.getKey() + "'");
      }
      checkValue("metadata " + pair.getKey(), pair.getValue());
      size += pair.getKey().length() + pair.getValue().length();
    }
    if (size > MAX_METADATA_BYTES) {
      throw new IllegalArgumentException(
          "Illegal metadata: " + size + " bytes, more than " + MAX_METADATA_BYTES);
    }
  }

  /**
   * Makes headers of a type alone.
   *
   * @param contentType the media type
   * @return the headers
   */
  public static AssetHeaders of(String contentType) {
    return new AssetHeaders(contentType, Optional.empty(), Optional.empty(), Map.of());
  }

  /**
   * Makes headers of those that another tool stored, which may be missing or hold what ours never
   * do: spaces at the ends are taken away, and a value that is then empty or not printable ASCII
   * counts as missing. Never throws. Metadata are added by {@link #withForeignMetadata}.
   *
   * @param key the object's key, whose extension tells the type when none is stored
   * @param contentType the stored media type, if any
   * @param cacheControl the stored Cache-Control, if any
   * @param contentEncoding the stored coding, if any
   * @return the headers that the contract allows
   */
  public static AssetHeaders ofForeign(
      AssetKey key,
      @Nullable String contentType,
      @Nullable String cacheControl,
      @Nullable String contentEncoding) {
    String type = legal(contentType).or(() -> MediaTypes.ofName(key.value())).orElse(OCTET_STREAM);
    return new AssetHeaders(type, legal(cacheControl), legal(contentEncoding), Map.of());
  }

  /**
   * Returns these headers with those pairs of another tool's metadata that the contract allows.
   * Names are lowered; pairs with another illegal name or an illegal value are left out, and so are
   * those for which {@value #MAX_METADATA_BYTES} bytes have no room. Never throws.
   *
   * @param pairs the stored metadata
   * @return a copy
   */
  public AssetHeaders withForeignMetadata(Map<String, String> pairs) {
    Map<String, String> legal = new HashMap<>();
    int room = MAX_METADATA_BYTES;
    // From the end, as a name that is in lower case already comes after its other spellings.
    for (Map.Entry<String, String> pair : new TreeMap<>(pairs).descendingMap().entrySet()) {
      String name = pair.getKey().toLowerCase(Locale.ROOT);
      String value = legal(pair.getValue()).orElse("");
      int size = name.length() + value.length();
      boolean fits = NAME.matcher(name).matches() && !value.isEmpty() && size <= room;
      if (fits && legal.putIfAbsent(name, value) == null) {
        room -= size;
      }
    }
    return withMetadata(legal);
  }

  /**
   * Returns these headers with a Cache-Control.
   *
   * @param value the Cache-Control
   * @return a copy
   */
  public AssetHeaders withCacheControl(String value) {
    return new AssetHeaders(contentType, Optional.of(value), contentEncoding, metadata);
  }

  /**
   * Returns these headers with a Content-Encoding.
   *
   * @param value the coding
   * @return a copy
   */
  public AssetHeaders withContentEncoding(String value) {
    return new AssetHeaders(contentType, cacheControl, Optional.of(value), metadata);
  }

  /**
   * Returns these headers with other metadata.
   *
   * @param pairs all the metadata
   * @return a copy
   */
  public AssetHeaders withMetadata(Map<String, String> pairs) {
    return new AssetHeaders(contentType, cacheControl, contentEncoding, pairs);
  }

  /** Returns what is left of a stored value, or empty when nothing is or it cannot travel. */
  private static Optional<String> legal(@Nullable String value) {
    return Optional.ofNullable(value)
        .map(String::strip)
        .filter(text -> !text.isEmpty() && text.chars().allMatch(AssetHeaders::isPrintable));
  }

  private static boolean isPrintable(int c) {
    return c >= 0x20 && c <= 0x7e;
  }

  private static void checkValue(String name, String value) {
    Objects.requireNonNull(value, name);
    if (value.isEmpty()) {
      throw new IllegalArgumentException("Illegal header: " + name + " is empty");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isPrintable(c)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "Illegal header: %s has the character U+%04X", name, (int) c));
      }
    }
    if (value.startsWith(" ") || value.endsWith(" ")) {
      throw new IllegalArgumentException(
          "Illegal header: " + name + " begins or ends with a space, '" + value + "'");
    }
  }
}
