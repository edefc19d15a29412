package io.passthrough.core.scan;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a name that may be a fingerprint.
 *
 * @param strength how much it looks like one
 * @param place where in the name it stands
 */
record NameToken(Strength strength, Place place) {

  /** How much a token looks like a fingerprint. */
  enum Strength {
    /** By itself enough. */
    STRONG,
    /** Enough among neighbours. */
    WEAK
  }

  /**
   * Where a token stands.
   *
   * @param before the separator before it, or empty at the start of the name
   * @param tail the plain words after it
   */
  record Place(String before, String tail) {}

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{8,64}|[0-9A-F]{8,64}");
  private static final Pattern LONG_HEX = Pattern.compile("[0-9a-f]{16,}|[0-9A-F]{16,}");
  private static final Pattern HEX_LETTERS = Pattern.compile("[a-f]{8,}|[A-F]{8,}");
  private static final Pattern BASE32 = Pattern.compile("[A-Z2-7]{8}");

  /** A fifth of all base32 hashes has no digit. */
  private static final Pattern BASE32_LETTERS = Pattern.compile("[A-Z]{8}");

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9_-]{8}[0-9]?");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{8,}");
  private static final int SHORTEST = 8;
  private static final int LONGEST_WITH_SEPARATOR = 9;

  private static final Pattern SIZE = Pattern.compile("[0-9]{2,5}x[0-9]{2,5}");
  private static final Pattern DATE =
      Pattern.compile(
          "(?:19|20)[0-9]{2}[-_]?(?:0[1-9]|1[0-2])[-_]?(?:0[1-9]|[12][0-9]|3[01])[-_]?[0-9]{0,9}"
              + "|[0-9]{2}[-_][0-9]{2}[-_][0-9]{2}"
              + "|[0-3][0-9][0-3][0-9](?:19|20)[0-9]{2}");

  /** Such as in Nuxt's {@code builds/meta/<uuid>.json}. */
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final int UUID_LENGTH = 36;

  /** A word and a short number: {@code Icon-192}, {@code Medium15}, {@code iPhone15}. */
  private static final Pattern WORD_AND_NUMBER =
      Pattern.compile("[A-Za-z][a-z]+[-_][0-9]{1,4}|[a-z]?[A-Z][a-z]{4,}[0-9]{1,3}");

  /** Looks at a part of a name; a word, a size or a date is no token. */
  static Optional<NameToken> of(String text, Place place) {
    if (text.length() < SHORTEST
        || (text.length() > LONGEST_WITH_SEPARATOR && hasSeparator(text))
        || SIZE.matcher(text).matches()
        || DATE.matcher(text).matches()) {
      return Optional.empty();
    }
    if (isStrong(text)) {
      return Optional.of(new NameToken(Strength.STRONG, place));
    }
    return isWeak(text) ? Optional.of(new NameToken(Strength.WEAK, place)) : Optional.empty();
  }

  /** Whether a name is told apart by a build's number, which is not made of the bytes. */
  static boolean hasBuildNumber(String name) {
    return name.length() >= UUID_LENGTH && UUID.matcher(name).find();
  }

  private static boolean isStrong(String text) {
    boolean isHash = HEX.matcher(text).matches() || BASE32.matcher(text).matches();
    if (isHash && has(text, '0', '9') && hasLetter(text)) {
      return true;
    }
    return BASE64.matcher(text).matches()
        && !WORD_AND_NUMBER.matcher(text).matches()
        && base64Classes(text, false) == 3;
  }

  private static boolean isWeak(String text) {
    return DECIMAL.matcher(text).matches()
        || LONG_HEX.matcher(text).matches()
        || HEX_LETTERS.matcher(text).matches()
        || BASE32_LETTERS.matcher(text).matches()
        || (BASE64.matcher(text).matches() && base64Classes(text, true) >= 2);
  }

  /** How many of digit, upper, lower (and {@code -_}) the first eight characters have. */
  private static int base64Classes(String text, boolean withPunctuation) {
    String hash = text.substring(0, SHORTEST);
    int classes = 0;
    classes += has(hash, '0', '9') ? 1 : 0;
    classes += has(hash, 'A', 'Z') ? 1 : 0;
    classes += has(hash, 'a', 'z') ? 1 : 0;
    classes += withPunctuation && (hash.indexOf('-') >= 0 || hash.indexOf('_') >= 0) ? 1 : 0;
    return classes;
  }

  private static boolean hasSeparator(String text) {
    return text.indexOf('-') >= 0 || text.indexOf('_') >= 0 || text.indexOf('.') >= 0;
  }

  private static boolean hasLetter(String text) {
    return has(text, 'A', 'Z') || has(text, 'a', 'z');
  }

  private static boolean has(String text, char first, char last) {
    return text.chars().anyMatch(c -> c >= first && c <= last);
  }
}
