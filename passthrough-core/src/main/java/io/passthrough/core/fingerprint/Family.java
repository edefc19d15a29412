package io.passthrough.core.fingerprint;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Digests of one form among the names of one place: enough tokens that are no writing, and not too
 * much writing beside them. Members vouch for what looks less sure, but each token is judged:
 * {@code OpenSans-Light300} has the form of {@code index-DkQ1b3Zx}.
 */
final class Family {

  /** Above this many bits a token counts for the family. */
  private static final double SURE = 5;

  /** Above this many bits, with what the neighbours add, a token belongs to the family. */
  private static final double ENOUGH = 2;

  /** How many bits neighbours can add. */
  private static final double MOST_FROM_NEIGHBOURS = 5;

  private static final double MEAN_OF_TWO = 8;
  private static final double MEAN_OF_MORE = 6;
  private static final int LONG_HEX = 10;
  private static final int SHORT_HEX_AS_NAME = 5;
  private static final int NUMBERS_SHARE = 4;
  private static final int NUMBER_LENGTH = 8;
  private static final int MANY = 5;

  private final DigestForm form;
  private final boolean isWide;

  private final Set<BitSet> patterns = new HashSet<>();
  private int all;
  private int writing;
  private int size;
  private int own;
  private double bits;

  private Family(DigestForm form, boolean isWide) {
    this.form = form;
    this.isWide = isWide;
  }

  /**
   * Finds the family of a form.
   *
   * @param form the form
   * @param tokens those of its place and length, each text once
   * @param isWide whether the place is the whole build, not one folder
   */
  static Optional<Family> of(DigestForm form, Collection<NameToken> tokens, boolean isWide) {
    Family family = new Family(form, isWide);
    for (NameToken token : tokens) {
      if (form.alphabet().spells(token.text())) {
        family.add(token);
      }
    }
    return family.isOne() ? Optional.of(family) : Optional.empty();
  }

  private boolean isHex() {
    return form.alphabet() == Alphabet.HEX;
  }

  private boolean isWhole() {
    return form.place().position() == DigestForm.Position.WHOLE;
  }

  private void add(NameToken token) {
    all++;
    if (isHex()) {
      if (token.isHexWithLetterAndDigit() && !Hex.isColour(token.text())) {
        size++;
        patterns.add(Hex.pattern(token.text()));
      }
      return;
    }
    double ratio = token.bits(form.alphabet());
    if (ratio > SURE) {
      size++;
      bits += ratio;
      own += isOwn(token.alphabet()) ? 1 : 0;
    }
    writing += ratio < 0 ? 1 : 0;
  }

  /** Half of Turbopack's digests have no dash, which makes them base36. */
  private boolean isOwn(Alphabet narrowest) {
    return narrowest == form.alphabet()
        || (form.alphabet() == Alphabet.BASE38 && narrowest == Alphabet.BASE36);
  }

  private boolean isOne() {
    boolean isShare = size * (isWhole() ? 2 : 4) >= all;
    if (!isShare) {
      return false;
    }
    if (isHex()) {
      return patterns.size() >= neededHex();
    }
    double mean = bits / size;
    return own >= 2 && ((mean >= MEAN_OF_TWO && !isWide) || (size > 2 && mean >= MEAN_OF_MORE));
  }

  private int neededHex() {
    if (form.length() >= LONG_HEX) {
      return isWide ? 3 : 2;
    }
    return isWhole() ? SHORT_HEX_AS_NAME : 3;
  }

  /** How many tokens are sure to belong. */
  int size() {
    return size;
  }

  /**
   * Whether a token of the family's place and length is one of its digests.
   *
   * @param token the token
   * @param isDocumented whether a framework fills its folder with hashed files alone
   */
  boolean holds(NameToken token, boolean isDocumented) {
    if (!form.alphabet().spells(token.text())) {
      return false;
    }
    if (isHex()) {
      return token.isHexWithLetterAndDigit() || isNumber(token.text());
    }
    double ratio = token.bits(form.alphabet());
    if (isWhole() && !isDocumented) {
      return ratio > SURE;
    }
    if (isWide) {
      return ratio > (size < MANY ? SURE : ENOUGH);
    }
    double neighbours = Math.log((double) size / (writing + 1)) / Math.log(2);
    return ratio + Math.min(MOST_FROM_NEIGHBOURS, neighbours) > ENOUGH;
  }

  /** One of 43 digests of 8 digits has no letter. */
  private boolean isNumber(String text) {
    return text.length() >= NUMBER_LENGTH
        && size >= NUMBERS_SHARE
        && Hex.isNumber(text)
        && !Hex.isDateOrTime(text);
  }
}
