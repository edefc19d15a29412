package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Finding;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.tck.Mutant.Put;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** Stores that are wrong with many threads, or with the end of a call. */
final class ThreadFaults {

  private ThreadFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("conc.20-keys", "expected success, but was UNAVAILABLE")
            .store("there are ten connections and nobody waits", store -> Crowded.with(store, 10)),
        by("conc.64-threads-1-handle", "expected success, but was UNAVAILABLE")
            .store("there are forty connections", store -> Crowded.with(store, 40)),
        by("conc.same-key-writers", "a body that is overwritten: expected")
            .harness("the start of another upload is used again", () -> mixing()),
        by("conc.readers-during-overwrites", "expected success, but was NOT_FOUND")
            .put(
                "the old object is deleted first",
                (store, put) -> {
                  store.delete(List.of(put.key()));
                  return put.to(store);
                }),
        by("conc.read-your-writes", "/app.js': expected nothing, but was an object")
            .store("the first answer is kept", KeepsAnswers::new),
        by("consistency.seen-in-the-end", "stat 'app.js': expected the object, but was nothing")
            .soon()
            .store("that 'app.js' is absent is kept for good", ThreadFaults::missesOneForEver),
        by("conc.interrupted-calls", "the thread's flag after stat 'app.js': expected set")
            .stat("the flag is cleared", ThreadFaults::clearing),
        by("conc.interrupted-calls", "expected success, but was UNAVAILABLE")
            .store("an interrupt closes what all calls share", ClosedByInterrupt::new),
        by("leak.errors", "expected a refusal with NOT_FOUND, but was UNAVAILABLE")
            .store("a miss keeps its connection", Crowded::losingOnMiss),
        by("leak.errors", "stat 'lost.js': expected success, but was UNAVAILABLE")
            .store("a miss of stat keeps its connection", Crowded::losingOnStat),
        by("leak.early-close", "expected success, but was UNAVAILABLE")
            .store("a body that is not read to its end keeps it", Crowded::losingOnEarlyClose),
        by("leak.uploads", "what inspect() tells: expected []")
            .store("unfinished uploads stay", KeepsUploads::new),
        by("leak.threads", "expected fewer than one each, but was 20")
            .soon()
            .store("each store has a thread, for ever", ThreadFaults::withThread),
        by("closed.with-open-reader", "reading on after the store was closed: expected an end")
            .soon()
            .store("a reader waits for a store that is closed", Hangs::new),
        by("stream.interrupt", "expected a refusal with UNAVAILABLE or OUTCOME_UNKNOWN")
            .put("nobody looks at the flag", ThreadFaults::deaf));
  }

  private static AssetStore missesOneForEver(AssetStore store) {
    return new KeepsAnswers(store, Set.of(), key -> key.value().equals("app.js"));
  }

  private static Harness mixing() {
    Map<AssetKey, byte[]> firsts = new ConcurrentHashMap<>();
    return new MemoryBackend(
        store ->
            new Forwarding(store) {
              @Override
              public Version put(
                  AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
                return new Put(key, content, headers, condition)
                    .changed(bytes -> mixed(bytes, firsts.computeIfAbsent(key, any -> bytes)))
                    .to(store);
              }
            });
  }

  private static byte[] mixed(byte[] bytes, byte[] first) {
    byte[] mixed = bytes.clone();
    System.arraycopy(first, 0, mixed, 0, Math.min(first.length, bytes.length) / 2);
    return mixed;
  }

  private static Optional<AssetInfo> clearing(AssetStore store, AssetKey key) {
    Thread.interrupted();
    return store.stat(key);
  }

  private static AssetStore withThread(AssetStore store) {
    Thread thread = new Thread(ThreadFaults::waitForEver, "of a store");
    thread.setDaemon(true);
    thread.start();
    return store;
  }

  private static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Version deaf(AssetStore store, Put put) {
    Put read = put.changed(bytes -> bytes);
    boolean interrupted = Thread.interrupted();
    Version version = read.to(store);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return version;
  }

  private static final class KeepsAnswers extends Forwarding {
    private final Map<AssetKey, Optional<AssetInfo>> answers = new HashMap<>();
    private final Set<Capability> capabilities;
    private final Predicate<AssetKey> kept;

    KeepsAnswers(AssetStore store) {
      this(store, EnumSet.allOf(Capability.class), key -> true);
    }

    KeepsAnswers(AssetStore store, Set<Capability> capabilities, Predicate<AssetKey> kept) {
      super(store);
      this.capabilities = capabilities;
      this.kept = kept;
    }

    @Override
    public Set<Capability> capabilities() {
      return capabilities;
    }

    @Override
    public synchronized Optional<AssetInfo> stat(AssetKey key) {
      return kept.test(key) ? answers.computeIfAbsent(key, super::stat) : super.stat(key);
    }
  }

  private static final class ClosedByInterrupt extends Forwarding {
    private volatile boolean closed;

    ClosedByInterrupt(AssetStore store) {
      super(store);
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      closed |= Thread.currentThread().isInterrupted();
      if (closed) {
        throw AssetStoreException.of(Kind.UNAVAILABLE, "read", "mutant")
            .key(key)
            .retryable(false)
            .because("the channel is closed");
      }
      return super.read(key, range);
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

  private static final class Hangs extends Forwarding {
    private volatile boolean closed;

    Hangs(AssetStore store) {
      super(store);
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      AssetReader reader = super.read(key, range);
      InputStream body =
          new InputStream() {
            @Override
            public int read() throws IOException {
              if (closed) {
                waitForEver();
              }
              return reader.body().read();
            }
          };
      return Altered.reader(reader, reader.info(), body);
    }

    @Override
    public void close() {
      closed = true;
      super.close();
    }
  }
}
