package io.passthrough.core.build;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What tells cheaply that a file is still the one that was found.
 *
 * @param size its size in bytes
 * @param lastModified when it was last written, or is said to have been
 * @param fileKey the file system's own name for it, where there is one
 * @param changed when the file system last changed anything about it, which no tool can set; where
 *     the platform tells
 */
record FileState(
    long size, FileTime lastModified, @Nullable Object fileKey, @Nullable FileTime changed) {

  private static final String CHANGE_TIME = "unix:ctime";
  private static final String ALL = "unix:size,lastModifiedTime,fileKey,ctime";
  private static final boolean HAS_CHANGE_TIME =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  static FileState of(Path file, BasicFileAttributes attributes) throws IOException {
    FileTime changed = HAS_CHANGE_TIME ? (FileTime) Files.getAttribute(file, CHANGE_TIME) : null;
    return new FileState(
        attributes.size(), attributes.lastModifiedTime(), attributes.fileKey(), changed);
  }

  /** Asks the file system once, as this is done for each request of a large file. */
  static FileState of(Path file) throws IOException {
    if (!HAS_CHANGE_TIME) {
      return of(file, Files.readAttributes(file, BasicFileAttributes.class));
    }
    Map<String, Object> all = Files.readAttributes(file, ALL);
    return new FileState(
        (long) Objects.requireNonNull(all.get("size")),
        (FileTime) Objects.requireNonNull(all.get("lastModifiedTime")),
        all.get("fileKey"),
        (FileTime) all.get("ctime"));
  }

  /**
   * Fails when the file is another one by now. A change of its rights or links, which shows in the
   * change time alone, is none of its bytes.
   */
  void check(Path file, String name) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    if (size != now.size()
        || !lastModified.equals(now.lastModifiedTime())
        || !Objects.equals(fileKey, now.fileKey())) {
      throw ChangedFileException.of(name);
    }
  }
}
