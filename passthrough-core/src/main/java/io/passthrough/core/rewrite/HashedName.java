package io.passthrough.core.rewrite;

import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.fingerprint.Alphabet;
import io.passthrough.core.fingerprint.DigestForm;
import io.passthrough.core.fingerprint.DigestForm.Place;
import io.passthrough.core.fingerprint.DigestForm.Position;

/** Names with a hash in them: {@code css/style.0a1b2c3d4e5f6071.css}. */
public final class HashedName {

  /** 64 bits, as no two contents of one file may ever have the same name. */
  private static final int DIGITS = 16;

  /** Where the hash stands in a name, and how it is written. */
  public static final DigestForm FORM =
      new DigestForm(new Place(Position.AFTER, "."), Alphabet.HEX, DIGITS);

  private HashedName() {}

  /** Returns what is put into a name. */
  static String insertion(Sha256 hash) {
    return "." + hash.hex().substring(0, DIGITS);
  }

  /** Puts a hash into a name. */
  static String of(String path, String insertion) {
    int place = place(path);
    return path.substring(0, place) + insertion + path.substring(place);
  }

  /**
   * Returns a name with a hash in it, to see whether it is too long.
   *
   * @param path a path or key
   * @return it with a hash
   */
  public static String longest(String path) {
    return of(path, "." + "0".repeat(DIGITS));
  }

  /** Returns where in a path the hash goes: in front of the last extension, or at the end. */
  static int place(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') + 1 ? dot : path.length();
  }
}
