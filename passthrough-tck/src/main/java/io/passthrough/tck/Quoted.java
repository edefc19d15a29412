package io.passthrough.tck;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.Version;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes values so that nobody mistakes one for another. */
final class Quoted {

  private static final int MAX_TEXT = 100;
  private static final int MAX_BYTES = 24;
  private static final int MAX_ITEMS = 12;

  private Quoted() {}

  static String any(Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof AssetKey key) {
      return text(key.value());
    }
    if (value instanceof Version version) {
      return "version " + text(version.token());
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(Quoted::any).orElse("nothing");
    }
    if (value instanceof byte[] bytes) {
      return bytes(bytes, 0);
    }
    if (value instanceof Collection<?> items) {
      return items(items);
    }
    if (value instanceof Throwable failure) {
      return failure(failure);
    }
    return value.toString();
  }

  /** Quotes a text; one that is not plain ASCII is shown by code points as well. */
  static String text(String text) {
    boolean plain = text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    String shown = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
    String quoted = "'" + escaped(shown) + "'";
    String length = text.length() > MAX_TEXT ? " (" + text.length() + " characters)" : "";
    return quoted + length + (plain ? "" : " (" + codePoints(shown) + ")");
  }

  private static String escaped(String text) {
    return text.codePoints()
        .mapToObj(
            c ->
                c < 0x20 || c == 0x7f
                    ? String.format(Locale.ROOT, "\\u%04x", c)
                    : Character.toString(c))
        .collect(Collectors.joining());
  }

  private static String codePoints(String text) {
    return text.codePoints()
        .filter(c -> c < 0x20 || c >= 0x7f)
        .mapToObj(c -> String.format(Locale.ROOT, "U+%04X", c))
        .collect(Collectors.joining(" "));
  }

  /** Quotes a few bytes from just before an offset, as text where they are, else as numbers. */
  static String bytes(byte[] bytes, int around) {
    int start = bytes.length <= MAX_BYTES ? 0 : Math.min(Math.max(0, around - 4), bytes.length);
    int end = Math.min(bytes.length, start + MAX_BYTES);
    String part = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    boolean plain = part.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    String shown = plain ? "'" + part + "'" : hex(part);
    String place = start == 0 ? "" : "from byte " + start + ": …";
    return place + shown + (end < bytes.length ? "…" : "") + " (" + bytes.length + " bytes)";
  }

  private static String hex(String latin1) {
    return latin1
        .chars()
        .mapToObj(c -> String.format(Locale.ROOT, "%02x", c))
        .collect(Collectors.joining(" ", "0x[", "]"));
  }

  private static String items(Collection<?> items) {
    String shown =
        items.stream().limit(MAX_ITEMS).map(Quoted::any).collect(Collectors.joining(", "));
    String more = items.size() > MAX_ITEMS ? ", … " + items.size() + " in all" : "";
    return "[" + shown + more + "]";
  }

  static String failure(Throwable failure) {
    String kind =
        failure instanceof AssetStoreException e
            ? e.kind().name()
            : failure.getClass().getSimpleName();
    String message = failure.getMessage();
    return message == null ? kind : kind + " (" + escaped(message) + ")";
  }
}
