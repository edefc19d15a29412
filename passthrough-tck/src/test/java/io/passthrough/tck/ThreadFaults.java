package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.tck.Mutant.Put;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Stores that are wrong with many threads. */
final class ThreadFaults {

  private static final long GAP_NANOS = 50_000_000;
  private static final long SHORT_GAP_NANOS = 300_000;

  /** Small puts are too many to wait after each. */
  private static final int SMALL = 100_000;

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
        by("closed.with-open-reader", "reading on after the store was closed: expected an end")
            .soon()
            .store("a reader waits for a store that is closed", Hangs::new),
        by("conc.same-key-writers", "how many versions the puts were told: expected 6, but was")
            .put("put tells the version that is there afterwards", ThreadFaults::lookingAfterwards),
        by("conc.infos-across-threads", "the body among others: expected")
            .store("reads share a buffer", SharedBuffer::new),
        by("conc.infos-across-threads", "what stat tells among others")
            .store("answers share a builder", SharedBuilder::new));
  }

  private static AssetStore missesOneForEver(AssetStore store) {
    return new KeepsAnswers(store, Set.of(), key -> key.value().equals("app.js"));
  }

  private static Harness mixing() {
    Map<String, Map<AssetKey, byte[]>> namespaces = new ConcurrentHashMap<>();
    return new MemoryBackend(UnaryOperator.identity()) {
      @Override
      public AssetStore open(String namespace) {
        return new Mixing(
            super.open(namespace),
            namespaces.computeIfAbsent(namespace, any -> new ConcurrentHashMap<>()));
      }
    };
  }

  /** Begins each body of a key as the first one began. */
  private static final class Mixing extends Forwarding {
    private final Map<AssetKey, byte[]> firsts;

    Mixing(AssetStore store, Map<AssetKey, byte[]> firsts) {
      super(store);
      this.firsts = firsts;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      return new Put(key, content, headers, condition)
          .changed(bytes -> mixed(bytes, firsts.computeIfAbsent(key, any -> bytes)))
          .to(store);
    }
  }

  private static byte[] mixed(byte[] bytes, byte[] first) {
    byte[] mixed = bytes.clone();
    System.arraycopy(first, 0, mixed, 0, Math.min(first.length, bytes.length) / 2);
    return mixed;
  }

  private static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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

  private static Version lookingAfterwards(AssetStore store, Put put) {
    put.to(store);
    if (put.content().length() > SMALL) {
      LockSupport.parkNanos(GAP_NANOS);
    }
    return store.stat(put.key()).orElseThrow().version();
  }

  /** Copies each body through one buffer, which takes a moment. */
  private static final class SharedBuffer extends Forwarding {
    private volatile byte[] buffer = new byte[0];

    SharedBuffer(AssetStore store) {
      super(store);
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      buffer = Altered.bytes(store, key, range);
      LockSupport.parkNanos(SHORT_GAP_NANOS);
      AssetReader reader = super.read(key, range);
      int length = (int) range.lengthWithin(reader.info().size());
      return Altered.reader(reader.info(), Arrays.copyOf(buffer, length));
    }
  }

  /** Puts each answer together in one place, which takes a moment. */
  private static final class SharedBuilder extends Forwarding {
    private volatile AssetHeaders headers = RecordingStore.TEXT;

    SharedBuilder(AssetStore store) {
      super(store);
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      Optional<AssetInfo> info = super.stat(key);
      info.ifPresent(it -> headers = it.headers());
      LockSupport.parkNanos(SHORT_GAP_NANOS);
      return info.map(it -> Altered.headers(it, headers));
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
