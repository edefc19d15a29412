package io.passthrough.core.manifest;

import io.passthrough.api.AssetKey;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A pattern for keys, in the syntax of {@link java.nio.file.FileSystem#getPathMatcher} but the same
 * on every platform: {@code *} and {@code ?} stay within a segment, {@code **} does not, {@code
 * [a-z]} and {@code {a,b}} choose, {@code \} escapes. Without a {@code /} it is about the file's
 * name in any folder; a {@code **}{@code /} also stands for no folder at all.
 */
final class Glob {

  private static final String REGEX_SPECIAL = ".^$+|()[]{}*?\\";

  private final String glob;
  private final boolean isName;
  private final Pattern pattern;
  private int at;

  private Glob(String glob) {
    this.glob = glob.startsWith("/") ? glob.substring(1) : glob;
    this.isName = glob.indexOf('/') < 0;
    this.pattern = Pattern.compile(regex(), Pattern.DOTALL);
  }

  static List<Glob> all(List<String> globs) {
    return globs.stream().map(Glob::new).toList();
  }

  static boolean anyMatch(List<Glob> globs, AssetKey key) {
    return globs.stream().anyMatch(glob -> glob.matches(key));
  }

  boolean matches(AssetKey key) {
    return pattern.matcher(isName ? key.fileName() : key.value()).matches();
  }

  private String regex() {
    StringBuilder regex = new StringBuilder();
    boolean inGroup = false;
    while (at < glob.length()) {
      char c = glob.charAt(at++);
      switch (c) {
        case '*' -> regex.append(stars());
        case '?' -> regex.append("[^/]");
        case '[' -> regex.append(brackets());
        case '{' -> {
          regex.append("(?:");
          inGroup = true;
        }
        case '}' -> {
          regex.append(inGroup ? ")" : "\\}");
          inGroup = false;
        }
        case ',' -> regex.append(inGroup ? "|" : ",");
        case '\\' -> regex.append(literal(at < glob.length() ? glob.charAt(at++) : '\\'));
        default -> regex.append(literal(c));
      }
    }
    return regex.toString();
  }

  private String stars() {
    if (at == glob.length() || glob.charAt(at) != '*') {
      return "[^/]*";
    }
    boolean startsSegment = at == 1 || glob.charAt(at - 2) == '/';
    at++;
    if (startsSegment && at < glob.length() && glob.charAt(at) == '/') {
      at++;
      return "(?:.*/)?";
    }
    return ".*";
  }

  /** Takes over what stands in brackets, where only {@code ]} ends and {@code !} negates. */
  private String brackets() {
    StringBuilder set = new StringBuilder("[[^/]&&[");
    if (at < glob.length() && glob.charAt(at) == '!') {
      set.append('^');
      at++;
    }
    while (at < glob.length() && glob.charAt(at) != ']') {
      char c = glob.charAt(at++);
      set.append(c == '-' ? "-" : literal(c).replace("&", "\\&"));
    }
    at++;
    return set.append("]]").toString();
  }

  private static String literal(char c) {
    return REGEX_SPECIAL.indexOf(c) >= 0 ? "\\" + c : String.valueOf(c);
  }
}
