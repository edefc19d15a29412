package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Finding;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.tck.HttpStore.Flaw;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Stores that hold on to something: connections, files, threads. */
final class LeakFaults {

  private LeakFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("leak.errors", "expected a refusal with INVALID, but was UNAVAILABLE")
            .store("a miss keeps its connection", Crowded::losingOnMiss),
        by("leak.errors", "expected a refusal with NOT_FOUND, but was UNAVAILABLE")
            .store("a miss of stat keeps its connection", Crowded::losingOnStat),
        by("leak.early-close", "expected success, but was UNAVAILABLE")
            .store("a body that is not read to its end keeps it", Crowded::losingOnEarlyClose),
        by("leak.uploads", "what inspect() tells: expected []")
            .store("unfinished uploads stay", KeepsUploads::new),
        by("leak.threads", "expected fewer than one each, but was 20")
            .soon()
            .store("each store has a thread, for ever", LeakFaults::withThread),
        by("leak.errors", "the open files and connections after failed calls: expected fewer")
            .soon()
            .store("a broken put keeps its file open", store -> new Keeps(store, When.BROKEN)),
        by("leak.errors", "after failed calls: expected fewer than one for each of 100 calls")
            .soon()
            .store("a broken put leaves its file", store -> new Keeps(store, When.SPOOLED)),
        by("leak.errors", "the threads after failed calls: expected fewer than one")
            .soon()
            .store("a broken put leaves its thread", store -> new Keeps(store, When.THREAD)),
        by("leak.early-close", "the open files and connections after readers were closed early")
            .soon()
            .store(
                "a reader closed before its first byte keeps its file",
                store -> new Keeps(store, When.UNREAD)),
        by("leak.threads", "the open files and connections after stores were closed: expected")
            .soon()
            .store("each store keeps a file open", store -> new Keeps(store, When.OPENED)),
        by("leak.connections", "the connections after 40 rounds of failed calls and readers")
            .http("a reader that is closed early keeps its connection", Flaw.KEEPS_CONNECTIONS),
        by("leak.connections", "the connections of a closed store: expected 0, but was")
            .http("close() leaves the pool as it is", Flaw.KEEPS_POOL),
        by("closed.quietly", "a store to be closed: close: expected success, but was Illegal")
            .store("close() throws", store -> new CannotClose(store, true)),
        by("closed.quietly", "a store to be closed: close: expected success, but was Illegal")
            .store("close() throws after a failed put", store -> new CannotClose(store, false)));
  }

  private static AssetStore withThread(AssetStore store) {
    start(() -> awaitEnd(new CountDownLatch(1)));
    return store;
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "of a store");
    thread.setDaemon(true);
    thread.start();
  }

  private static void awaitEnd(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** When something is kept. */
  private enum When {
    OPENED,
    BROKEN,
    SPOOLED,
    THREAD,
    UNREAD
  }

  /** Keeps what a store must give back; a file that lies about goes at the end. */
  private static final class Keeps extends Forwarding {
    private final When when;
    private final List<FileChannel> open = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    Keeps(AssetStore store, When when) {
      super(store);
      this.when = when;
      keep(When.OPENED);
    }

    private synchronized void keep(When now) {
      if (now != when) {
        return;
      }
      try {
        Path file = Files.createTempFile("mutant", ".spool");
        if (when == When.SPOOLED) {
          files.add(file);
        } else {
          open.add(FileChannel.open(file));
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      try {
        return super.put(key, content, headers, condition);
      } catch (AssetStoreException e) {
        keep(When.BROKEN);
        keep(When.SPOOLED);
        if (when == When.THREAD) {
          start(() -> awaitEnd(end));
        }
        throw e;
      }
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      AssetReader reader = super.read(key, range);
      if (range.isAll() && reader.info().size() > 100_000) {
        keep(When.UNREAD);
      }
      return reader;
    }

    @Override
    public synchronized void close() {
      end.countDown();
      try {
        for (Path file : files) {
          Files.delete(file);
        }
        if (when != When.OPENED) {
          for (FileChannel channel : open) {
            channel.close();
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      super.close();
    }
  }

  private static final class CannotClose extends Forwarding {
    private volatile boolean broken;

    CannotClose(AssetStore store, boolean broken) {
      super(store);
      this.broken = broken;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      try {
        return super.put(key, content, headers, condition);
      } catch (AssetStoreException e) {
        broken = true;
        throw e;
      }
    }

    @Override
    public void close() {
      if (broken) {
        throw new IllegalStateException("there is nothing to end");
      }
      super.close();
    }
  }

  private static final class KeepsUploads extends Forwarding {
    private final List<Finding> unfinished = new ArrayList<>();

    KeepsUploads(AssetStore store) {
      super(store);
    }

    @Override
    public List<Finding> inspect() {
      return List.copyOf(unfinished);
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      try {
        return super.put(key, content, headers, condition);
      } catch (AssetStoreException e) {
        unfinished.add(
            new Finding(Finding.Severity.WARNING, "There is an unfinished upload", "abandon it"));
        throw e;
      }
    }
  }
}
