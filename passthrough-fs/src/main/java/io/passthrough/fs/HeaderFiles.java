package io.passthrough.fs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Header files: {@code headers/<sha256 of the key>/<size>-<mtime>-<file key>.json}. One is durable
 * before its object is published, and its name fits that object only, so that what is found is
 * never another state's.
 */
final class HeaderFiles {

  static final String SUFFIX = ".json";

  private static final int ATTEMPTS = 1_000;

  private final Layout layout;

  HeaderFiles(Layout layout) {
    this.layout = layout;
  }

  Path path(String name, FileStamp stamp) {
    return folder(name).resolve(stamp.text() + SUFFIX);
  }

  /** The folder of all header files of a key: of its object, and of puts that are under way. */
  Path folder(String name) {
    return layout.headers().resolve(sha256(name));
  }

  Optional<ObjectHeaders> read(String name, FileStamp stamp) throws IOException {
    return read(path(name, stamp));
  }

  static Optional<ObjectHeaders> read(Path file) throws IOException {
    try {
      return ObjectHeaders.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Returns a fresh name for an object's staged file, which leads to its header file. */
  static String stagedName(String name) {
    return sha256(name) + "-" + UUID.randomUUID();
  }

  /** Writes the header file of a staged file, which holds that file's record when this returns. */
  void write(ObjectHeaders record, FileStamp stamp, Path staged) throws IOException {
    Path draft = staged.resolveSibling(staged.getFileName() + SUFFIX);
    try {
      Disk.write(draft, record.json().getBytes(StandardCharsets.UTF_8));
      place(draft, path(record.name(), stamp));
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private void place(Path draft, Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Disk.createFolders(layout.root(), folder);
        Files.move(
            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Disk.sync(folder);
        return;
      } catch (NoSuchFileException e) {
        // The folder's last header file was removed in this moment, and the folder with it.
        layout.requireRoot();
        if (!Files.exists(draft)) {
          throw e;
        }
      }
    }
    throw new IOException("the folder of its headers is removed without a pause");
  }

  /** Removes the header file of a put that failed. */
  void remove(String name, FileStamp stamp) {
    Path file = path(name, stamp);
    try {
      if (Files.deleteIfExists(file)) {
        Disk.removeEmpty(Objects.requireNonNull(file.getParent()));
      }
    } catch (IOException e) {
      // It fits no file, so it is never read; a sweep removes it.
    }
  }

  private static String sha256(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
