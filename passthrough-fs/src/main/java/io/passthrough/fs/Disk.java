package io.passthrough.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** System calls with the care that durability and races ask for. */
final class Disk {

  private Disk() {}

  /** Writes a new file, durably. */
  static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
  }

  /** Returns what is in a folder, in no order. */
  static List<Path> list(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return entries;
  }

  /** Makes a file durable, attributes included. */
  static void syncFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Makes durable what a folder holds. Where folders cannot be opened, the volume sees to it. */
  static void sync(Path folder) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      throw e;
    }
    try (channel) {
      channel.force(true);
    }
  }

  /** Makes durable what a folder holds, unless others have removed it. */
  static void syncIfThere(Path folder) throws IOException {
    try {
      sync(folder);
    } catch (NoSuchFileException e) {
      // What it held is gone, as was to be made durable.
    }
  }

  /**
   * Makes the missing folders from a folder that is there down to another below it, durably.
   *
   * @throws FileAlreadyExistsException naming what stands where a folder is wanted
   */
  static void createFolders(Path from, Path folder) throws IOException {
    if (folder.equals(from) || Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path parent = Objects.requireNonNull(folder.getParent());
    createFolders(from, parent);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
    sync(parent);
  }

  /** Removes a folder if it is an empty folder; tells whether it is gone. */
  static boolean removeEmpty(Path folder) {
    try (DirectoryStream<Path> parent =
        Files.newDirectoryStream(Objects.requireNonNull(folder.getParent()))) {
      if (parent instanceof SecureDirectoryStream<Path> secure) {
        // Removes folders only: an object put under the folder's name in this moment stays.
        secure.deleteDirectory(Objects.requireNonNull(folder.getFileName()));
      } else if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(folder);
      }
      return true;
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      // Not empty, or another user's: a folder that stays is no object and does no harm.
      return false;
    }
  }

  /** Removes the empty folders from one upwards, below the top; returns the first that stays. */
  static Path removeEmptyUpTo(Path top, Path folder) {
    Path at = folder;
    while (at.startsWith(top) && !at.equals(top) && removeEmpty(at)) {
      at = Objects.requireNonNull(at.getParent());
    }
    return at;
  }
}
