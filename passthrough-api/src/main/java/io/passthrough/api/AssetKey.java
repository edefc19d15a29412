package io.passthrough.api;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.Optional;

/**
 * An asset's name in a store, such as {@code js/main.a3762de8.chunk.js}. Checked once, here: code
 * that holds a key never meets a bad one.
 *
 * <p>A key is one or more segments joined by {@code /}. No segment is empty, {@code .} or {@code
 * ..}; none is longer than {@value #MAX_SEGMENT_BYTES} UTF-8 bytes; the whole is at most {@value
 * #MAX_BYTES}. No control character, backslash or unpaired surrogate; Unicode normal form C. A
 * first segment that begins with {@code .passthrough-} belongs to providers and is refused. All
 * else that bundlers emit is legal: {@code [...slug]}, {@code (group)}, {@code @scope}, {@code %},
 * {@code +}, {@code #}, spaces, Unicode.
 *
 * <p>Ordered by UTF-8 bytes, which for characters beyond the Basic Multilingual Plane differs from
 * the order of {@link String}.
 *
 * @param value the key's text
 */
public record AssetKey(String value) implements Comparable<AssetKey> {

  /** The most UTF-8 bytes that prefix and key have together: {@value}. */
  public static final int MAX_BYTES = 1_024;

  /** The most UTF-8 bytes in a segment: {@value}. */
  public static final int MAX_SEGMENT_BYTES = 255;

  private static final String PROVIDERS_OWN = ".passthrough-";

  /**
   * Checks the grammar.
   *
   * @param value the key's text
   * @throws IllegalArgumentException naming the fault and the value
   */
  public AssetKey {
    Optional<String> fault = fault(value);
    if (fault.isPresent()) {
      throw new IllegalArgumentException("Illegal key: " + fault.get() + ", '" + value + "'");
    }
  }

  /**
   * Makes a key of a text.
   *
   * @param value the key's text
   * @return the key
   * @throws IllegalArgumentException naming the fault and the value
   */
  public static AssetKey of(String value) {
    return new AssetKey(value);
  }

  /**
   * Makes a key of a text that may not be one, such as a foreign name in a listing.
   *
   * @param value any text
   * @return the key, or empty when the grammar refuses the text
   */
  public static Optional<AssetKey> parse(String value) {
    return fault(value).isPresent() ? Optional.empty() : Optional.of(new AssetKey(value));
  }

  /**
   * Returns the last segment.
   *
   * @return the text after the last {@code /}
   */
  public String fileName() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /**
   * Returns what the grammar has against a text.
   *
   * @param value any text
   * @return the fault, such as {@code it has an empty segment}, or empty when the text is a key
   */
  public static Optional<String> fault(String value) {
    if (value.isEmpty()) {
      return Optional.of("it is empty");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
        return Optional.of("it has a control character");
      }
      if (c == '\\') {
        return Optional.of("it has a backslash");
      }
    }
    return structureFault(value);
  }

  /**
   * Returns what keeps a text from being the start of any key, as the prefix of a listing must be.
   *
   * @param start any text, such as {@code js/} or {@code js/ma}; empty is the start of all
   * @return the fault, or empty when some key begins with the text
   */
  public static Optional<String> prefixFault(String start) {
    boolean fits = start.isEmpty() || fault(start).isEmpty();
    return fits ? Optional.empty() : fault(start + "a");
  }

  /**
   * Returns the order of texts by their UTF-8 bytes, which is the order of keys and of listings.
   *
   * @return a comparator of any texts
   */
  public static Comparator<String> utf8Order() {
    return AssetKey::compareUtf8;
  }

  /**
   * UTF-8 bytes sort as code points do. UTF-16 units do as well, but for surrogates, which sort
   * before U+E000 to U+FFFF and belong after them.
   */
  private static int compareUtf8(String a, String b) {
    int end = Math.min(a.length(), b.length());
    for (int i = 0; i < end; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        boolean swapped = Character.isSurrogate(left) != Character.isSurrogate(right);
        return swapped && left >= 0xd800 && right >= 0xd800 ? right - left : left - right;
      }
    }
    return a.length() - b.length();
  }

  private static Optional<String> structureFault(String value) {
    if (!isAscii(value)) {
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
        return Optional.of("it has an unpaired surrogate");
      }
      if (!Normalizer.isNormalized(value, Normalizer.Form.NFC)) {
        return Optional.of("it is not in Unicode normal form C");
      }
    }
    if (isLonger(value, MAX_BYTES)) {
      return Optional.of("it has more than " + MAX_BYTES + " bytes");
    }
    if (value.startsWith(PROVIDERS_OWN)) {
      return Optional.of("names beginning '" + PROVIDERS_OWN + "' belong to providers");
    }
    return segmentFault(value);
  }

  private static Optional<String> segmentFault(String value) {
    for (String segment : value.split("/", -1)) {
      if (segment.isEmpty()) {
        return Optional.of("it has an empty segment");
      }
      if (segment.equals(".") || segment.equals("..")) {
        return Optional.of("it has a segment '" + segment + "'");
      }
      if (isLonger(segment, MAX_SEGMENT_BYTES)) {
        return Optional.of("it has a segment of more than " + MAX_SEGMENT_BYTES + " bytes");
      }
    }
    return Optional.empty();
  }

  private static boolean isAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Counts the UTF-8 bytes only where a text may have too many: a character has at most three. */
  private static boolean isLonger(String text, int bytes) {
    return text.length() > bytes / 3 && text.getBytes(StandardCharsets.UTF_8).length > bytes;
  }

  /** Compares by UTF-8 bytes. */
  @Override
  public int compareTo(AssetKey other) {
    return compareUtf8(value, other.value);
  }

  /** Returns the key's text. */
  @Override
  public String toString() {
    return value;
  }
}
