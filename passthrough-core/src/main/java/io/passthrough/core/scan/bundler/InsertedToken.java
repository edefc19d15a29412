package io.passthrough.core.scan.bundler;

import java.util.regex.Pattern;

/**
 * Compares a file's name with its logical name: a fingerprinted one is the same with a token put in
 * ({@code main.js}, {@code main-9c68d5e8.js}). The extension may be another, as sources and outputs
 * differ in it. A word is no token: {@code main.bundle.js} keeps its name whatever its bytes.
 */
final class InsertedToken {

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{6,}");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]+");
  private static final Pattern WORDS =
      Pattern.compile("[A-Z]?[a-z]+(?:[-_][A-Z]?[a-z]+)*[-_]?[0-9]{0,3}");
  private static final Pattern DATE_OR_SIZE =
      Pattern.compile("(?:19|20)[0-9]{2}[-_]?[0-9]{2}[-_]?[0-9]{2}[0-9]*|[0-9]+x[0-9]+");

  private InsertedToken() {}

  static boolean isIn(String path, String logical) {
    String file = stem(path);
    String name = stem(logical);
    for (int i = 0; i <= name.length() && file.startsWith(name.substring(0, i)); i++) {
      String rest = name.substring(i);
      if (file.length() > name.length() && file.endsWith(rest)) {
        String inserted = file.substring(i, file.length() - rest.length());
        if (isDelimited(inserted, i, rest) && holdsToken(inserted)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String stem(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static boolean isDelimited(String inserted, int start, String rest) {
    boolean before = start > 0 && isSeparator(inserted.charAt(0));
    boolean after = !rest.isEmpty() && isSeparator(inserted.charAt(inserted.length() - 1));
    return before || after;
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == '_' || c == '.' || c == '~';
  }

  private static boolean holdsToken(String inserted) {
    for (String part : inserted.split("[.~]", -1)) {
      String token = part.replaceFirst("^[-_]", "");
      if (TOKEN.matcher(token).matches() && !isPlain(token)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPlain(String token) {
    boolean isWord = WORDS.matcher(token).matches() && !HEX.matcher(token).matches();
    return isWord || DATE_OR_SIZE.matcher(token).matches();
  }
}
