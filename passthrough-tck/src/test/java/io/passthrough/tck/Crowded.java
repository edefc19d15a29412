package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** A handle with some connections, which are not always given back. */
final class Crowded extends Forwarding {

  private final Semaphore connections;
  private final boolean losesOnMiss;
  private final boolean losesOnEarlyClose;

  private boolean losesOnStat;

  private Crowded(AssetStore store, int connections, boolean onMiss, boolean onEarlyClose) {
    super(store);
    this.connections = new Semaphore(connections);
    this.losesOnMiss = onMiss;
    this.losesOnEarlyClose = onEarlyClose;
  }

  static Crowded with(AssetStore store, int connections) {
    return new Crowded(store, connections, false, false);
  }

  static Crowded losingOnMiss(AssetStore store) {
    return new Crowded(store, 50, true, false);
  }

  static Crowded losingOnEarlyClose(AssetStore store) {
    return new Crowded(store, 50, false, true);
  }

  static Crowded losingOnStat(AssetStore store) {
    Crowded crowded = new Crowded(store, 50, false, false);
    crowded.losesOnStat = true;
    return crowded;
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    take("stat", key);
    Optional<AssetInfo> info = super.stat(key);
    if (info.isPresent() || !losesOnStat) {
      connections.release();
    }
    return info;
  }

  private void take(String operation, AssetKey key) {
    if (!connections.tryAcquire()) {
      throw Altered.failure(Kind.UNAVAILABLE, operation, key);
    }
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    take("put", key);
    try {
      return super.put(key, content, headers, condition);
    } finally {
      connections.release();
    }
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    take("read", key);
    try {
      AssetReader reader = super.read(key, range);
      if (!losesOnEarlyClose) {
        connections.release();
        return reader;
      }
      return Altered.reader(reader, reader.info(), new Releasing(reader));
    } catch (AssetStoreException e) {
      if (!losesOnMiss) {
        connections.release();
      }
      throw e;
    }
  }

  private final class Releasing extends FilterInputStream {
    private boolean held = true;

    Releasing(AssetReader reader) {
      super(reader.body());
    }

    @Override
    public int read() throws IOException {
      return end(super.read());
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return end(super.read(buffer, offset, length));
    }

    private int end(int value) {
      if (value < 0 && held) {
        held = false;
        connections.release();
      }
      return value;
    }
  }
}
