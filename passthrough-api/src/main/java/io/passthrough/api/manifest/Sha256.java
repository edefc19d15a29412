package io.passthrough.api.manifest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 (FIPS 180-4) of some bytes.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {

  private static final int DIGITS = 64;

  /**
   * Checks the digits.
   *
   * @param hex 64 lower-case hexadecimal digits
   * @throws IllegalArgumentException when they are not
   */
  public Sha256 {
    if (!isLegal(hex)) {
      throw new IllegalArgumentException("Illegal SHA-256: '" + hex + "'");
    }
  }

  /**
   * Returns whether a text is a hash.
   *
   * @param hex any text
   * @return whether it is 64 lower-case hexadecimal digits
   */
  public static boolean isLegal(String hex) {
    if (hex.length() != DIGITS) {
      return false;
    }
    for (int i = 0; i < DIGITS; i++) {
      char c = hex.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /**
   * Hashes bytes.
   *
   * @param bytes the bytes
   * @return their hash
   */
  public static Sha256 of(byte[] bytes) {
    return from(newDigest().digest(bytes));
  }

  /**
   * Makes a hash of its 32 bytes, such as {@link MessageDigest#digest()} returns.
   *
   * @param digest 32 bytes
   * @return the hash
   */
  public static Sha256 from(byte[] digest) {
    return new Sha256(HexFormat.of().formatHex(digest));
  }

  /**
   * Starts a digest to feed bytes to.
   *
   * @return a fresh digest, for one thread
   */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /**
   * Returns the 32 bytes.
   *
   * @return a fresh array
   */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** Returns the hexadecimal digits. */
  @Override
  public String toString() {
    return hex;
  }
}
