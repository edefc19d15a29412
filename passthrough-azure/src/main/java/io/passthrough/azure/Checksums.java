package io.passthrough.azure;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The checksums of bytes that pass by, as the service tells them. Not thread-safe. */
final class Checksums {

  private final MessageDigest md5 = newMd5();
  private final Crc64 crc64 = new Crc64();

  /** Every Java platform has it. */
  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java platform has no MD5", e);
    }
  }

  static byte[] md5(byte[] bytes) {
    return newMd5().digest(bytes);
  }

  void update(byte[] bytes, int offset, int length) {
    md5.update(bytes, offset, length);
    crc64.update(bytes, offset, length);
  }

  byte[] md5() {
    return md5.digest();
  }

  /** Whether what the server tells of the bytes, if anything, is what they are. */
  boolean agree(byte @Nullable [] toldMd5, byte @Nullable [] toldCrc64) {
    return (toldMd5 == null || Arrays.equals(toldMd5, md5.digest()))
        && (toldCrc64 == null || Arrays.equals(toldCrc64, crc64.digest()));
  }
}
