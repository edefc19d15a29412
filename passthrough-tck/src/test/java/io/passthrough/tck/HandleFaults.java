package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Finding;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Stores whose handles get in each other's way, or say nothing useful of themselves. */
final class HandleFaults {

  private HandleFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("closed.other-handles", "read 'app.js': expected success, but was UNAVAILABLE")
            .harness("whoever closes, closes for all", SharedClient::new),
        by("closed.with-running-put", "but was NullPointerException")
            .store("close() takes the buffers away", TakesAway::new),
        by("conc.slow-bodies", "the calls beside a slow put and 6 open readers: expected an end")
            .soon()
            .store("there is one connection", OneConnection::new),
        by("conc.slow-bodies", "the calls beside a slow put and 6 open readers: expected an end")
            .soon()
            .store("puts come one after the other", OneByOne::new),
        by("spi.says-its-name", "toString(): expected a name for people, but was")
            .store("toString() is that of Object", Nameless::new),
        by("spi.inspect-only-reads", "inspect: expected success, but was UnsupportedOperation")
            .store("inspect() is still to be written", Unfinished::new),
        by("spi.inspect-only-reads", "the listing: expected ['app.js'], but was ['app.js', 'probe'")
            .store("inspect() tries a put", TriesPut::new));
  }

  private static final class SharedClient extends MemoryBackend {
    private final Map<String, AtomicInteger> clients = new ConcurrentHashMap<>();

    SharedClient() {
      super(UnaryOperator.identity());
    }

    @Override
    public AssetStore open(String namespace) {
      AtomicInteger closed = clients.computeIfAbsent(namespace, name -> new AtomicInteger());
      return new Sharing(super.open(namespace), closed, closed.get());
    }
  }

  private static final class Sharing extends Forwarding {
    private final AtomicInteger closed;
    private final int before;

    Sharing(AssetStore store, AtomicInteger closed, int before) {
      super(store);
      this.closed = closed;
      this.before = before;
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      if (closed.get() != before) {
        throw Altered.failure(Kind.UNAVAILABLE, "read", key);
      }
      return super.read(key, range);
    }

    @Override
    public void close() {
      closed.incrementAndGet();
      super.close();
    }
  }

  private static final class TakesAway extends Forwarding {
    private volatile boolean closed;

    TakesAway(AssetStore store) {
      super(store);
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      Version version = super.put(key, content, headers, condition);
      if (closed) {
        throw new NullPointerException("buffers");
      }
      return version;
    }

    @Override
    public void close() {
      closed = true;
      super.close();
    }
  }

  /** A reader has the only connection until it is closed. */
  private static final class OneConnection extends Forwarding {
    private final Semaphore connection = new Semaphore(1);

    OneConnection(AssetStore store) {
      super(store);
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      AssetReader reader = super.read(key, range);
      connection.acquireUninterruptibly();
      AtomicBoolean held = new AtomicBoolean(true);
      return new ClosingReader(
          reader,
          () -> {
            if (held.getAndSet(false)) {
              connection.release();
            }
          });
    }
  }

  private static final class OneByOne extends Forwarding {
    OneByOne(AssetStore store) {
      super(store);
    }

    @Override
    public synchronized Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      return super.put(key, content, headers, condition);
    }
  }

  private static final class Nameless extends Forwarding {
    Nameless(AssetStore store) {
      super(store);
    }

    @Override
    public String toString() {
      return getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(this));
    }
  }

  private static final class Unfinished extends Forwarding {
    Unfinished(AssetStore store) {
      super(store);
    }

    @Override
    public List<Finding> inspect() {
      throw new UnsupportedOperationException("inspect");
    }
  }

  private static final class TriesPut extends Forwarding {
    TriesPut(AssetStore store) {
      super(store);
    }

    @Override
    public List<Finding> inspect() {
      Content probe = Content.of(new byte[1]);
      store.put(AssetKey.of("probe"), probe, RecordingStore.TEXT, PutCondition.ALWAYS);
      return store.inspect();
    }
  }
}
