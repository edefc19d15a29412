package io.passthrough.fs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the volume itself knows of a file's state.
 *
 * @param size in bytes
 * @param modified as fine as the volume keeps it
 * @param fileKey the file's number on its volume, or {@code none} where there are no such numbers
 */
record FileStamp(long size, Instant modified, String fileKey) {

  /** Device numbers change with a restart, so only the file's number is taken. */
  private static final Pattern INODE = Pattern.compile("ino=([0-9a-f]+)");

  private static final Pattern UNFIT_FOR_NAMES = Pattern.compile("[^A-Za-z0-9]+");

  static FileStamp of(Path file) throws IOException {
    return of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
  }

  static FileStamp of(BasicFileAttributes attributes) {
    return new FileStamp(
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        fileKey(attributes.fileKey()));
  }

  private static String fileKey(@Nullable Object key) {
    if (key == null) {
      return "none";
    }
    Matcher inode = INODE.matcher(key.toString());
    return inode.find() ? inode.group(1) : UNFIT_FOR_NAMES.matcher(key.toString()).replaceAll(".");
  }

  /** Nanoseconds since 1970, as text. */
  String modifiedText() {
    long nanos =
        Math.addExact(
            Math.multiplyExact(modified.getEpochSecond(), 1_000_000_000L), modified.getNano());
    return Long.toString(nanos);
  }

  /** The version of a file that others put here; also names a header file. */
  String text() {
    return size + "-" + modifiedText() + "-" + fileKey;
  }
}
