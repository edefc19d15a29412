package io.passthrough.core.fingerprint;

import io.passthrough.core.fingerprint.DigestForm.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares a file's name with its logical name: a fingerprinted one is the same with a token put in
 * ({@code main.js}, {@code main-9c68d5e8.js}). The extension may be another, as sources and outputs
 * differ in it.
 */
final class InsertedTokens {

  private InsertedTokens() {}

  /** Every token that the file's name has more than the logical name, wherever it may begin. */
  static List<NameToken> in(String path, String logical) {
    String file = stem(path);
    String name = stem(logical);
    List<NameToken> tokens = new ArrayList<>();
    for (int i = 0; i <= name.length() && file.startsWith(name.substring(0, i)); i++) {
      String rest = name.substring(i);
      if (file.length() > name.length() && file.endsWith(rest)) {
        String inserted = file.substring(i, file.length() - rest.length());
        if (isDelimited(inserted, i, rest)) {
          collect(inserted, i > 0, tokens);
        }
      }
    }
    return tokens;
  }

  private static String stem(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static boolean isDelimited(String inserted, int start, String rest) {
    boolean before = start > 0 && FileStem.isSeparator(inserted.charAt(0));
    boolean after = !rest.isEmpty() && FileStem.isSeparator(inserted.charAt(inserted.length() - 1));
    return before || after;
  }

  /** What stands between dots; a dash before it is a separator, one in it may be the digest's. */
  private static void collect(String inserted, boolean isAfter, List<NameToken> tokens) {
    int start = 0;
    while (start < inserted.length()) {
      int end = start;
      while (end < inserted.length() && !isDot(inserted.charAt(end))) {
        end++;
      }
      boolean isFirst = start == 0;
      Place place =
          isFirst && !isAfter
              ? Place.before(inserted.charAt(inserted.length() - 1))
              : Place.after(inserted.charAt(isFirst ? 0 : start - 1));
      String part = inserted.substring(start, end);
      NameToken.of(place, withoutDashes(part, place), "", "").ifPresent(tokens::add);
      start = end + 1;
    }
  }

  private static boolean isDot(char c) {
    return c == '.' || c == '~';
  }

  private static String withoutDashes(String part, Place place) {
    if (place.position() == DigestForm.Position.BEFORE) {
      return part.endsWith(place.separator()) ? part.substring(0, part.length() - 1) : part;
    }
    return part.startsWith(place.separator()) ? part.substring(1) : part;
  }
}
