package io.passthrough.core.scan;

import io.passthrough.api.AssetKey;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for keys, in the syntax of {@link java.nio.file.FileSystem#getPathMatcher} but the same
 * on every platform: {@code *} and {@code ?} stay within a segment, {@code **} does not, {@code
 * [a-z]} and {@code {a,b}} choose, {@code \} escapes. Without a {@code /} it is about the file's
 * name in any folder; a {@code **}{@code /} also stands for no folder at all.
 */
public final class Glob {

  private static final String REGEX_SPECIAL = ".^$+|()[]{}*?\\&-";

  private final String source;
  private final String glob;
  private final boolean isName;
  private final Pattern pattern;
  private int at;

  private Glob(String source) {
    this.source = source;
    this.glob = source.startsWith("/") ? source.substring(1) : source;
    this.isName = source.indexOf('/') < 0;
    this.pattern = Pattern.compile(regex(), Pattern.DOTALL);
  }

  /**
   * Compiles a glob.
   *
   * @param source the glob as a user wrote it
   * @return the glob
   * @throws IllegalArgumentException when a bracket is not closed, groups are nested, a range runs
   *     backwards, or a {@code \\} stands at the end
   */
  public static Glob of(String source) {
    return new Glob(source);
  }

  static boolean anyMatch(List<Glob> globs, AssetKey key) {
    for (Glob glob : globs) {
      if (glob.matches(key)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether a key fits.
   *
   * @param key a key
   * @return whether the whole key, or for a glob without {@code /} its last segment, matches
   */
  public boolean matches(AssetKey key) {
    return pattern.matcher(isName ? key.fileName() : key.value()).matches();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Glob glob && glob.source.equals(source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  /** Returns the glob as the user wrote it. */
  @Override
  public String toString() {
    return source;
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
          require(!inGroup, "groups cannot be nested");
          regex.append("(?:");
          inGroup = true;
        }
        case '}' -> {
          regex.append(inGroup ? ")" : "\\}");
          inGroup = false;
        }
        case ',' -> regex.append(inGroup ? "|" : ",");
        case '\\' -> {
          require(at < glob.length(), "nothing follows the last \\");
          regex.append(literal(glob.charAt(at++)));
        }
        default -> regex.append(literal(c));
      }
    }
    require(!inGroup, "a { is not closed");
    return regex.toString();
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      throw new IllegalArgumentException(fault + ", '" + source + "'");
    }
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
    int first = at;
    while (at < glob.length() && glob.charAt(at) != ']') {
      char c = glob.charAt(at++);
      boolean isRange = c == '-' && at - 1 > first && at < glob.length() && glob.charAt(at) != ']';
      require(!isRange || glob.charAt(at - 2) <= glob.charAt(at), "a range runs backwards");
      set.append(isRange ? "-" : literal(c));
    }
    require(at < glob.length() && at > first, "a [ is not closed, or holds nothing");
    at++;
    return set.append("]]").toString();
  }

  private static String literal(char c) {
    return REGEX_SPECIAL.indexOf(c) >= 0 ? "\\" + c : String.valueOf(c);
  }
}
