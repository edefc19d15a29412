package io.passthrough.core.fingerprint;

/**
 * Where digests stand in names, and how they are written.
 *
 * @param place where in the name
 * @param alphabet the characters it is made of
 * @param length how many
 */
public record DigestForm(Place place, Alphabet alphabet, int length) {

  /** A part of a name without its extension. */
  public enum Position {
    /** The end, or what only words follow: {@code main.a3762de8.chunk}. */
    AFTER,
    /** All of it: {@code 104a4f2fa83bebb6878f}. */
    WHOLE,
    /** The start: {@code 038b504894aa4466-s.p}. */
    BEFORE
  }

  /**
   * Where in a name.
   *
   * @param position which part
   * @param separator the character that stands between the digest and the rest, or empty
   */
  public record Place(Position position, String separator) {
    static final Place WHOLE = new Place(Position.WHOLE, "");

    static Place after(char separator) {
      return new Place(Position.AFTER, String.valueOf(separator));
    }

    static Place before(char separator) {
      return new Place(Position.BEFORE, String.valueOf(separator));
    }
  }

  /** Returns it in words: {@code 8 base64url characters after '-'}. */
  @Override
  public String toString() {
    String where =
        switch (place.position()) {
          case AFTER -> " after '" + place.separator() + "'";
          case WHOLE -> " as the name";
          case BEFORE -> " before '" + place.separator() + "'";
        };
    return length + " " + alphabet + where;
  }
}
