package io.passthrough.core.fingerprint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A Markov chain of what persons write: kinds of characters follow each other, and letters come in
 * pairs as words have them. With it one token is tested by its log-likelihood ratio: is it likelier
 * as an even draw from its alphabet? Digests lie above 0 bits but for a few in a hundred, words and
 * names with numbers below it. What is all in capitals counts as small letters.
 */
final class Likelihood {

  private static final String PAIRS = "letter-pairs.txt";
  private static final int LETTERS = 26;
  private static final int START = LETTERS;

  /** What part of letters comes in no order, as in abbreviations and initials. */
  private static final double ANY_ORDER = 0.08;

  /**
   * Chances of steps between kinds of characters. Rows: the start of a name's part, a small letter,
   * a capital, a digit, a dash; columns: the same without the start.
   */
  private static final double[][] STEPS = {
    {0.58, 0.27, 0.13, 0.02},
    {0.84, 0.06, 0.05, 0.05},
    {0.56, 0.33, 0.08, 0.03},
    {0.14, 0.09, 0.71, 0.06},
    {0.60, 0.21, 0.17, 0.02},
  };

  private static final int DASH = 3;

  /** Names often end with {@code V2}, {@code 3D} or {@code 2x}, which words never do. */
  private static final int SUFFIX_LENGTH = 2;

  private static final double SUFFIX_BITS = 8;

  private static final double[][] STEP_BITS = bits(STEPS);
  private static final double[][] PAIR_BITS = bits(pairs());
  private static final double DIGIT_BITS = bits(0.1);
  private static final double DASH_BITS = bits(0.5);

  private Likelihood() {}

  /** How unlikely a token is as writing, as the binary logarithm of one divided by its chance. */
  static double writtenBits(String token) {
    String text = Letters.hasLower(token) ? token : token.toLowerCase(Locale.ROOT);
    double bits = writtenBits(text, text.length());
    return hasSuffix(token)
        ? Math.min(bits, writtenBits(text, text.length() - SUFFIX_LENGTH) + SUFFIX_BITS)
        : bits;
  }

  private static boolean hasSuffix(String token) {
    if (token.length() <= SUFFIX_LENGTH) {
      return false;
    }
    char first = token.charAt(token.length() - SUFFIX_LENGTH);
    char last = token.charAt(token.length() - 1);
    boolean isVersion = (first == 'V' || first == 'v') && Letters.isDigit(last);
    boolean isSpace = (first == '2' || first == '3') && last == 'D';
    boolean isFactor = Letters.isDigit(first) && (last == 'x' || last == 'X');
    return isVersion || isSpace || isFactor;
  }

  private static double writtenBits(String text, int end) {
    double written = 0;
    int kind = -1;
    int letter = START;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      int next = kind(c);
      written += STEP_BITS[kind + 1][next];
      if (next < 2) {
        int to = (c | 0x20) - 'a';
        written += PAIR_BITS[letter][to];
        letter = to;
      } else {
        written += next == DASH ? DASH_BITS : DIGIT_BITS;
        letter = START;
      }
      kind = next;
    }
    return written;
  }

  private static int kind(char c) {
    if (Letters.isLower(c)) {
      return 0;
    }
    if (Letters.isUpper(c)) {
      return 1;
    }
    return Letters.isDigit(c) ? 2 : DASH;
  }

  private static double bits(double chance) {
    return -Math.log(chance) / Math.log(2);
  }

  private static double[][] bits(double[][] chances) {
    double[][] bits = new double[chances.length][];
    for (int row = 0; row < chances.length; row++) {
      bits[row] = new double[chances[row].length];
      for (int column = 0; column < bits[row].length; column++) {
        bits[row][column] = bits(chances[row][column]);
      }
    }
    return bits;
  }

  private static double[][] pairs() {
    List<String> rows = rows();
    double[][] chances = new double[LETTERS + 1][LETTERS];
    for (int row = 0; row <= LETTERS; row++) {
      String[] counts = rows.get(row).split(" ", -1);
      double sum = 0;
      for (String count : counts) {
        sum += Integer.parseInt(count);
      }
      for (int column = 0; column < LETTERS; column++) {
        double ordered = Integer.parseInt(counts[column]) / sum;
        chances[row][column] = (1 - ANY_ORDER) * ordered + ANY_ORDER / LETTERS;
      }
    }
    return chances;
  }

  private static List<String> rows() {
    InputStream resource =
        Objects.requireNonNull(Likelihood.class.getResourceAsStream(PAIRS), PAIRS);
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
      return in.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the resource '" + PAIRS + "'", e);
    }
  }
}
