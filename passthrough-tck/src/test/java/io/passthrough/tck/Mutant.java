package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A store with one fault, the case that must catch it, and words of the message that name it.
 *
 * @param fault what is wrong with the store
 * @param caseId the case
 * @param messages parts of the failure's summary, of which it has one: a race may end in two ways
 * @param harness opens the store
 * @param timeScale what the time limits are multiplied with
 * @param onTheWire whether only the store that is opened through the proxy has the fault
 */
record Mutant(
    String fault,
    String caseId,
    List<String> messages,
    Supplier<Harness> harness,
    double timeScale,
    boolean onTheWire) {

  /** Where a fault is expected to show. */
  record Caught(String caseId, List<String> messages, double timeScale) {

    /** Where the fault shows when a time limit ends, which need not be the usual one. */
    Caught soon() {
      return new Caught(caseId, messages, 0.1);
    }

    Mutant http(String fault, HttpStore.Flaw flaw) {
      Supplier<Harness> backend = () -> new MemoryBackend(UnaryOperator.identity(), flaw);
      return new Mutant(fault, caseId, messages, backend, timeScale, true);
    }

    Mutant tcp(String fault, TcpStore.Flaw flaw) {
      Supplier<Harness> backend = () -> new TcpBackendInMemory(flaw);
      return new Mutant(fault, caseId, messages, backend, timeScale, true);
    }

    Mutant store(String fault, UnaryOperator<AssetStore> wrapping) {
      return harness(fault, () -> new MemoryBackend(wrapping));
    }

    Mutant harness(String fault, Supplier<Harness> harness) {
      return new Mutant(fault, caseId, messages, harness, timeScale, false);
    }

    Mutant stat(String fault, Stat stat) {
      return store(
          fault,
          store ->
              new Forwarding(store) {
                @Override
                public Optional<AssetInfo> stat(AssetKey key) {
                  return stat.of(store, key);
                }
              });
    }

    Mutant read(String fault, Read read) {
      return store(
          fault,
          store ->
              new Forwarding(store) {
                @Override
                public AssetReader read(AssetKey key, ByteRange range) {
                  return read.of(store, key, range);
                }
              });
    }

    Mutant put(String fault, PutFault put) {
      return store(
          fault,
          store ->
              new Forwarding(store) {
                @Override
                public Version put(
                    AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
                  return put.of(store, new Put(key, content, headers, condition));
                }
              });
    }

    Mutant list(String fault, Listing list) {
      return store(
          fault,
          store ->
              new Forwarding(store) {
                @Override
                public Page list(String prefix, Optional<Cursor> after, int limit) {
                  return list.of(store, new Ask(prefix, after, limit));
                }
              });
    }

    Mutant delete(String fault, Delete delete) {
      return store(
          fault,
          store ->
              new Forwarding(store) {
                @Override
                public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
                  return delete.of(store, keys);
                }
              });
    }
  }

  /** Returns whether a case can meet the fault at all, and chance does not decide what it sees. */
  boolean meets(TckCase tckCase) {
    boolean throughProxy =
        tckCase.options().contains(HarnessOption.HTTP_BACKEND)
            || tckCase.options().contains(HarnessOption.LINE);
    return throughProxy == onTheWire && !tckCase.race();
  }

  static Caught by(String caseId, String... messages) {
    return new Caught(caseId, List.of(messages), 1);
  }

  /** The arguments of a put. */
  record Put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {

    Version to(AssetStore store) {
      return store.put(key, content, headers, condition);
    }

    Put of(AssetKey other) {
      return new Put(other, content, headers, condition);
    }

    Put of(byte[] bytes) {
      return new Put(key, Content.of(bytes), headers, condition);
    }

    /** Changes the bytes; content that fails or lies is the store's to refuse. */
    Put changed(UnaryOperator<byte[]> change) {
      try {
        byte[] bytes = Altered.bytes(content);
        return bytes.length == content.length() ? of(change.apply(bytes)) : this;
      } catch (UncheckedIOException e) {
        return this;
      }
    }

    Put of(AssetHeaders other) {
      return new Put(key, content, other, condition);
    }

    Put always() {
      return new Put(key, content, headers, PutCondition.ALWAYS);
    }
  }

  /** The arguments of a list. */
  record Ask(String prefix, Optional<Cursor> after, int limit) {

    Page of(AssetStore store) {
      return store.list(prefix, after, limit);
    }
  }

  interface Stat {
    Optional<AssetInfo> of(AssetStore store, AssetKey key);
  }

  interface Read {
    AssetReader of(AssetStore store, AssetKey key, ByteRange range);
  }

  interface PutFault {
    Version of(AssetStore store, Put put);
  }

  interface Listing {
    Page of(AssetStore store, Ask ask);
  }

  interface Delete {
    Map<AssetKey, AssetStoreException> of(AssetStore store, Collection<AssetKey> keys);
  }

  /** Returns the fault, as the test's name. */
  @Override
  public String toString() {
    return caseId + ": " + fault;
  }
}
