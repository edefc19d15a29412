package io.passthrough.core.fingerprint;

import java.util.BitSet;
import java.util.regex.Pattern;

/** What else hexadecimal digits in a name may be: numbers, dates, colours, words. */
final class Hex {

  /** A day with or without a time, in both usual orders, and seconds or milliseconds since 1970. */
  private static final Pattern DATE_OR_TIME =
      Pattern.compile(
          "(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{0,9}"
              + "|(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}"
              + "|(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:19|20)[0-9]{2}"
              + "|1[0-9]{9}(?:[0-9]{3})?");

  private static final int COLOUR_LENGTH = 8;

  private Hex() {}

  static boolean hasLetterAndDigit(String text) {
    int digits = Letters.digits(text);
    return digits > 0 && digits < text.length() && Alphabet.HEX.spells(text);
  }

  static boolean isNumber(String text) {
    return Letters.digits(text) == text.length();
  }

  static boolean isDateOrTime(String text) {
    return DATE_OR_TIME.matcher(text).matches();
  }

  /** Whether it may be a colour with opacity: two of the four pairs are doubled. */
  static boolean isColour(String text) {
    if (text.length() != COLOUR_LENGTH) {
      return false;
    }
    int doubled = 0;
    for (int i = 0; i < COLOUR_LENGTH; i += 2) {
      doubled += text.charAt(i) == text.charAt(i + 1) ? 1 : 0;
    }
    return doubled >= 2;
  }

  /** Which of its characters are digits. */
  static BitSet pattern(String text) {
    BitSet pattern = new BitSet(text.length());
    for (int i = 0; i < text.length(); i++) {
      pattern.set(i, Letters.isDigit(text.charAt(i)));
    }
    return pattern;
  }

  /** How often letters turn into digits or back: {@code cafe2024} does once, most digests more. */
  static int turns(String text) {
    int turns = 0;
    for (int i = 1; i < text.length(); i++) {
      turns += Letters.isDigit(text.charAt(i)) == Letters.isDigit(text.charAt(i - 1)) ? 0 : 1;
    }
    return turns;
  }
}
