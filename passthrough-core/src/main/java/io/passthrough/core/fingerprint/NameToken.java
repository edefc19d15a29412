package io.passthrough.core.fingerprint;

import java.util.Optional;

/**
 * A part of a name that may be a digest.
 *
 * @param form where it stands, and how it is written
 * @param text the part
 * @param written how unlikely it is as writing, in bits
 * @param front what stands before it in the name, without its folder and the separator
 * @param tail what stands after it, without the extension
 */
record NameToken(DigestForm form, String text, double written, String front, String tail) {

  private static final int SHORTEST = 6;
  private static final int LONGEST = 128;
  private static final int USUAL = 8;
  private static final double LIKELY = 2;

  static Optional<NameToken> of(DigestForm.Place place, String text, String front, String tail) {
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      return Optional.empty();
    }
    return Alphabet.of(text)
        .map(
            it ->
                new NameToken(
                    new DigestForm(place, it, text.length()),
                    text,
                    Likelihood.writtenBits(text),
                    front,
                    tail));
  }

  /** How many times likelier it is as a draw from an alphabet than as writing, in bits. */
  double bits(Alphabet alphabet) {
    return written - text.length() * alphabet.bitsPerCharacter();
  }

  boolean isWhole() {
    return form.place().position() == DigestForm.Position.WHOLE;
  }

  Alphabet alphabet() {
    return form.alphabet();
  }

  int length() {
    return text.length();
  }

  /** Whether it is of a usual length and likelier as a digest than as writing. */
  boolean looksLikeDigest() {
    return length() >= USUAL
        && (alphabet() == Alphabet.HEX ? Hex.hasLetterAndDigit(text) : bits(alphabet()) > LIKELY);
  }

  boolean isHexWithLetterAndDigit() {
    return alphabet() == Alphabet.HEX && Hex.hasLetterAndDigit(text);
  }
}
