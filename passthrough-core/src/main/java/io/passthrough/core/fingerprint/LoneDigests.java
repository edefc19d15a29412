package io.passthrough.core.fingerprint;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Digests that need no neighbours, as no person and no database writes such a name: hexadecimal
 * with letters and digits, which is no colour, no word with a number and no number of a record.
 */
final class LoneDigests {

  private static final int SHORTEST = 8;
  private static final int SHORTEST_CAPITALS = 16;

  /** 24 is the number of a record, 32 the MD5 of an address, 40 the SHA-1 of an upload. */
  private static final Set<Integer> WHOLE_NAMES = Set.of(16, 20);

  private static final int LONG = 64;

  /** As photo agencies number: {@code photo-1517694712202-14dd9538aa97}. */
  private static final Pattern NUMBERED = Pattern.compile(".*[0-9]{10,}");

  private LoneDigests() {}

  static boolean isOne(NameToken token) {
    if (!token.isHexWithLetterAndDigit() || Hex.isColour(token.text())) {
      return false;
    }
    return switch (token.form().place().position()) {
      case WHOLE -> WHOLE_NAMES.contains(token.length()) || token.length() >= LONG;
      case BEFORE -> false;
      case AFTER ->
          token.length() >= (isCapitals(token) ? SHORTEST_CAPITALS : SHORTEST)
              && Hex.turns(token.text()) > 1
              && !NUMBERED.matcher(token.front()).matches();
    };
  }

  private static boolean isCapitals(NameToken token) {
    return Letters.hasUpper(token.text());
  }
}
