package io.passthrough.fs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose staged files some are: an opened store of some process.
 *
 * @param folder holds the staged files
 * @param lockFile is locked while the owner lives
 */
record Owner(Path folder, Path lockFile) {

  private static final String LOCK = ".lock";

  static Owner create(Path staging) {
    return named(staging, thisProcess() + UUID.randomUUID());
  }

  private static Owner named(Path staging, String name) {
    return new Owner(staging.resolve(name), staging.resolve(name + LOCK));
  }

  /** ExactNames this process, in any copy of this class. */
  private static String thisProcess() {
    ProcessHandle process = ProcessHandle.current();
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return process.pid() + "-" + start + "-";
  }

  /**
   * Returns the owners of other processes. This process's own are alive; and to open one of their
   * lock files would end its lock, as closing a file gives back all locks of the process on it.
   */
  static List<Owner> others(Path staging) throws IOException {
    List<Owner> others = new ArrayList<>();
    try {
      for (Path file : Disk.list(staging)) {
        String name = file.getFileName().toString();
        if (name.endsWith(LOCK) && !name.startsWith(thisProcess())) {
          others.add(named(staging, name.substring(0, name.length() - LOCK.length())));
        }
      }
    } catch (NoSuchFileException e) {
      // Nothing was ever put here.
    }
    return others;
  }

  /** Returns whether the owner is gone; false also when that cannot be told. Writes nothing. */
  boolean isDead() throws IOException {
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.READ);
        FileLock lock = tryLock(channel, true)) {
      return lock != null;
    } catch (NoSuchFileException | AccessDeniedException e) {
      return false;
    }
  }

  void removeIfDead(HeaderSweep sweep) throws IOException {
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel, false)) {
      if (lock != null) {
        removeFolder(sweep);
        Files.deleteIfExists(lockFile);
      }
    } catch (NoSuchFileException | AccessDeniedException e) {
      // Removed by another process just now, or another user's.
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel, boolean shared) {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, shared);
    } catch (IOException e) {
      // The volume has no locks: nobody can be taken for dead.
      return null;
    }
  }

  private void removeFolder(HeaderSweep sweep) throws IOException {
    try {
      for (Path file : Disk.list(folder)) {
        Files.deleteIfExists(file);
        sweep.afterStaged(file);
      }
      Files.deleteIfExists(folder);
    } catch (NoSuchFileException e) {
      // Gone before its first file, or after its last.
    }
  }
}
