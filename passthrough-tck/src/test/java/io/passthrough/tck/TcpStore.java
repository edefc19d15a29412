package io.passthrough.tck;

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
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The least that a store on {@link TcpMemory} needs to keep the contract, without its flaw. */
final class TcpStore implements AssetStore {

  /** What may be wrong with it. */
  enum Flaw {
    NONE,
    NO_TIME_LIMIT,
    NO_ANSWER_IS_ABSENCE,
    SHORT_BODY_ENDS,
    SHORT_LISTING_ENDS,
    LOST_IS_AWAY,
    DRAINS,
    KEEPS_CONNECTIONS
  }

  private final InetSocketAddress address;
  private final String namespace;
  private final Flaw flaw;
  private final Deque<TcpLine> idle = new ArrayDeque<>();

  TcpStore(InetSocketAddress address, String namespace, Flaw flaw) {
    this.address = address;
    this.namespace = namespace;
    this.flaw = flaw;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  /** One call: what is said, and what is made of the answer. */
  private interface Exchange<T> {
    T run(TcpLine line) throws IOException;
  }

  private <T> T call(String word, Optional<AssetKey> key, Exchange<T> exchange) {
    TcpLine line = null;
    try {
      line = line();
      line.out().writeUTF(word);
      line.out().writeUTF(namespace);
      T result = exchange.run(line);
      give(line);
      return result;
    } catch (IOException e) {
      end(line);
      throw away(word, key, e);
    } catch (RuntimeException e) {
      end(line);
      throw e;
    }
  }

  private TcpLine line() throws IOException {
    TcpLine line;
    synchronized (idle) {
      line = idle.poll();
    }
    return line == null ? TcpLine.to(address, flaw == Flaw.NO_TIME_LIMIT) : line;
  }

  private void give(TcpLine line) {
    synchronized (idle) {
      idle.push(line);
    }
  }

  private static void end(@Nullable TcpLine line) {
    if (line != null) {
      line.close();
    }
  }

  private AssetStoreException.Builder failure(Kind kind, String word, Optional<AssetKey> key) {
    AssetStoreException.Builder failure = AssetStoreException.of(kind, word, toString());
    return key.map(failure::key).orElse(failure);
  }

  private AssetStoreException away(String word, Optional<AssetKey> key, IOException e) {
    boolean refused = e instanceof ConnectException || flaw == Flaw.LOST_IS_AWAY;
    Kind kind = word.equals("put") && !refused ? Kind.OUTCOME_UNKNOWN : Kind.UNAVAILABLE;
    return failure(kind, word, key).cause(e).because("the backend does not answer (" + e + ")");
  }

  /** Reads the first word of an answer. */
  private void done(TcpLine line, String word, Optional<AssetKey> key) throws IOException {
    line.out().flush();
    String answer = line.in().readUTF();
    if (!answer.equals(TcpMemory.DONE)) {
      throw failure(Kind.valueOf(answer), word, key).because("the backend refuses it");
    }
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    Optional<AssetKey> about = Optional.of(key);
    try {
      return call(
          "stat",
          about,
          line -> {
            line.out().writeUTF(key.value());
            done(line, "stat", about);
            return line.in().readBoolean()
                ? Optional.of(TcpMemory.info(line.in()))
                : Optional.empty();
          });
    } catch (AssetStoreException e) {
      if (flaw == Flaw.NO_ANSWER_IS_ABSENCE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    Optional<AssetKey> about = Optional.of(key);
    TcpLine line = null;
    try {
      line = line();
      line.out().writeUTF("read");
      line.out().writeUTF(namespace);
      line.out().writeUTF(key.value());
      line.out().writeLong(range.offset());
      line.out().writeLong(range.length().orElse(-1));
      done(line, "read", about);
      return new TcpReader(TcpMemory.info(line.in()), line, flaw);
    } catch (IOException e) {
      end(line);
      throw away("read", about, e);
    } catch (RuntimeException e) {
      end(line);
      throw e;
    }
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    Optional<AssetKey> about = Optional.of(key);
    return call(
        "put",
        about,
        line -> {
          line.out().writeUTF(key.value());
          line.out().writeBoolean(condition == PutCondition.IF_ABSENT);
          TcpMemory.write(headers, line.out());
          line.out().writeInt((int) content.length());
          send(key, content, line);
          done(line, "put", about);
          return new Version(line.in().readUTF());
        });
  }

  private void send(AssetKey key, Content content, TcpLine line) throws IOException {
    byte[] buffer = new byte[16 << 10];
    try (InputStream in = content.open()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        line.out().write(buffer, 0, count);
      }
    } catch (IOException e) {
      if (line.isBroken()) {
        throw e;
      }
      throw failure(Kind.UNAVAILABLE, "put", Optional.of(key))
          .cause(e)
          .retryable(false)
          .because("its content cannot be read");
    }
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    return call(
        "list",
        Optional.empty(),
        line -> {
          line.out().writeUTF(prefix);
          line.out().writeUTF(after.map(Cursor::token).orElse(""));
          line.out().writeInt(limit);
          done(line, "list", Optional.empty());
          List<Entry> entries = new ArrayList<>();
          try {
            for (int left = line.in().readInt(); left > 0; left--) {
              entries.add(entry(line));
            }
            String next = line.in().readUTF();
            return new Page(
                entries, Optional.of(next).filter(it -> !it.isEmpty()).map(Cursor::new), 0);
          } catch (IOException e) {
            if (flaw == Flaw.SHORT_LISTING_ENDS) {
              return Altered.last(entries);
            }
            throw e;
          }
        });
  }

  private static Entry entry(TcpLine line) throws IOException {
    AssetKey key = AssetKey.of(line.in().readUTF());
    long size = line.in().readLong();
    Instant time = Instant.parse(line.in().readUTF());
    return new Entry(key, size, time, new Version(line.in().readUTF()));
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    return call(
        "delete",
        Optional.empty(),
        line -> {
          line.out().writeInt(keys.size());
          for (AssetKey key : keys) {
            line.out().writeUTF(key.value());
          }
          done(line, "delete", Optional.empty());
          return Map.of();
        });
  }

  @Override
  public void close() {
    synchronized (idle) {
      idle.forEach(TcpLine::close);
      idle.clear();
    }
  }

  /** Returns the namespace, which is the store's name. */
  @Override
  public String toString() {
    return "tcp-memory/" + namespace;
  }
}
