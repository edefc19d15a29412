package io.passthrough.core.fingerprint;

import java.util.Optional;

/** The characters that digests are written in, the fewest first. */
public enum Alphabet {
  /** As webpack, Sprockets, Django and Parcel write them: all letters in one case. */
  HEX("hexadecimal digits", 16, "0123456789abcdef", "0123456789ABCDEF"),
  /** As esbuild and Angular write them. */
  BASE32("base32 characters", 32, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
  /** As .NET and Bun write them. */
  BASE36("base36 characters", 36, Letters.BASE36),
  /** As Turbopack writes them. */
  BASE38("base38 characters", 38, Letters.BASE36 + "-_"),
  /** As Rollup, Vite and Rolldown write them. */
  BASE64URL("base64url characters", 64, Letters.BASE36 + Letters.UPPER + "-_");

  private final String title;
  private final double bitsPerCharacter;

  /** Which ASCII characters below 64 it has, a bit each: the digits and the dash. */
  private final long low;

  /** Which above, the letters, and which in its other case. */
  private final long high;

  private final long otherHigh;

  Alphabet(String title, int size, String characters) {
    this(title, size, characters, characters);
  }

  Alphabet(String title, int size, String characters, String otherCase) {
    this.title = title;
    this.bitsPerCharacter = Math.log(size) / Math.log(2);
    this.low = bits(characters, 0);
    this.high = bits(characters, Long.SIZE);
    this.otherHigh = bits(otherCase, Long.SIZE);
  }

  private static long bits(String characters, int from) {
    return characters
        .chars()
        .filter(c -> c >= from && c < from + Long.SIZE)
        .mapToLong(c -> 1L << (c - from))
        .reduce(0, (a, b) -> a | b);
  }

  /** The one of the fewest characters that a text may be written in. */
  static Optional<Alphabet> of(String text) {
    for (Alphabet alphabet : values()) {
      if (alphabet.spells(text)) {
        return Optional.of(alphabet);
      }
    }
    return Optional.empty();
  }

  boolean spells(String text) {
    return spells(text, high) || (otherHigh != high && spells(text, otherHigh));
  }

  private boolean spells(String text, long letters) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      long bits = c < Long.SIZE ? low : letters;
      if (c >= 2 * Long.SIZE || (bits >>> (c % Long.SIZE) & 1) == 0) {
        return false;
      }
    }
    return true;
  }

  /** How many bits a random character has. */
  double bitsPerCharacter() {
    return bitsPerCharacter;
  }

  /** Returns its name in the plural: {@code base64url characters}. */
  @Override
  public String toString() {
    return title;
  }
}
