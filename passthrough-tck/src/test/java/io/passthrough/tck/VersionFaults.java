package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Stores whose versions do not see all of the bytes. */
final class VersionFaults {

  private static final int BLOCK = 64 << 10;

  private VersionFaults() {}

  static List<Mutant> all() {
    return List.of(
        every("that differ in byte 299999: expected two", "the version is of the first 64 KiB", 0),
        every("that differ in byte 0: expected two", "the version is of the last 64 KiB", BLOCK),
        weak("CRC-32", bytes -> checksum(new CRC32(), bytes)),
        weak("CRC-32C", bytes -> checksum(new CRC32C(), bytes)),
        weak("Adler-32", bytes -> checksum(new Adler32(), bytes)),
        weak("the sum of all bytes", "Adler-32", VersionFaults::sum),
        weak("hashCode()", bytes -> "v" + Arrays.hashCode(bytes)));
  }

  private static Mutant every(String message, String fault, int fromEnd) {
    Function<byte[], String> version =
        bytes -> {
          int start = fromEnd == 0 ? 0 : Math.max(0, bytes.length - fromEnd);
          int end = Math.min(bytes.length, start + BLOCK);
          byte[] part = Arrays.copyOfRange(bytes, start, end);
          return bytes.length + "-" + checksum(new CRC32(), part) + Arrays.hashCode(part);
        };
    return by("cas.every-byte-counts", message)
        .store(fault, store -> new VersionsOfBytes(store, version));
  }

  private static Mutant weak(String checksum, Function<byte[], String> version) {
    return weak(checksum, checksum, version);
  }

  /** What one checksum takes for one, a weaker one does too. */
  private static Mutant weak(String checksum, String seen, Function<byte[], String> version) {
    return by("cas.weak-checksums", "that are one to " + seen + ": expected two, but was one")
        .store(
            "the version is size and " + checksum,
            store ->
                new VersionsOfBytes(store, bytes -> bytes.length + "-" + version.apply(bytes)));
  }

  private static String checksum(Checksum checksum, byte[] bytes) {
    checksum.update(bytes, 0, bytes.length);
    return Long.toHexString(checksum.getValue());
  }

  private static String sum(byte[] bytes) {
    long sum = 0;
    for (byte value : bytes) {
      sum += value & 0xff;
    }
    return String.valueOf(sum);
  }
}
