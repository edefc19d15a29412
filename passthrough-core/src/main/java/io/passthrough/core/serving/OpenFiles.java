package io.passthrough.core.serving;

import io.passthrough.core.build.DiskFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The channels of files that are too large for memory: at most so many, each shared by all who send
 * the file. At each use a file is compared with what was indexed. Thread-safe.
 */
final class OpenFiles implements AutoCloseable {

  private static final int MAX_OPEN = 512;

  private final Map<DiskFile, Shared> open = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  private static final class Shared {
    private final FileChannel channel;
    private int users;
    private boolean retired;

    Shared(FileChannel channel) {
      this.channel = channel;
    }
  }

  /** A channel in use, to be released once. */
  record Use(FileChannel channel, Runnable release) {}

  /**
   * Takes a file's channel.
   *
   * @param file the file
   * @throws StaleRootException when it is another file by now, or cannot be opened
   */
  Use use(DiskFile file) {
    Shared shared = take(file);
    return checked(file, new Use(shared.channel, () -> release(shared)));
  }

  private synchronized Shared take(DiskFile file) {
    Shared shared = open.computeIfAbsent(file, OpenFiles::openShared);
    shared.users++;
    retireEldest();
    if (closed) {
      retire(shared);
      open.remove(file);
    }
    return shared;
  }

  /**
   * Compares after the file was opened: what is open is then what was indexed. Other threads do not
   * wait for the file system meanwhile.
   */
  private static Use checked(DiskFile file, Use use) {
    StaleRootException stale;
    try {
      if (file.isUnchanged()) {
        return use;
      }
      stale = new StaleRootException(file.path(), null);
    } catch (IOException e) {
      stale = new StaleRootException(file.path(), e);
    }
    use.release().run();
    throw stale;
  }

  private static Shared openShared(DiskFile file) {
    try {
      return new Shared(FileChannel.open(file.path(), StandardOpenOption.READ));
    } catch (IOException e) {
      throw new StaleRootException(file.path(), e);
    }
  }

  private void retireEldest() {
    Iterator<Shared> eldest = open.values().iterator();
    while (open.size() > MAX_OPEN) {
      retire(eldest.next());
      eldest.remove();
    }
  }

  private synchronized void release(Shared shared) {
    shared.users--;
    if (shared.retired) {
      retire(shared);
    }
  }

  /** Closes a channel as soon as nobody sends from it. */
  private static void retire(Shared shared) {
    shared.retired = true;
    if (shared.users > 0) {
      return;
    }
    try {
      shared.channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    open.values().forEach(OpenFiles::retire);
    open.clear();
  }
}
