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
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.tck.Mutant.Put;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

final class ConditionalFaults {

  private static final String ACCEPTED =
      "expected a refusal with CONDITION_FAILED, but was success";
  private static final String TWO_WINNERS =
      "the number of puts that succeeded, of two at once: expected 1, but was 2";
  private static final long GAP_NANOS = 200_000;

  private ConditionalFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("cas.create", ACCEPTED)
            .put("the condition is ignored", (store, put) -> put.always().to(store)),
        by("cas.create", "the headers that stat tells, ")
            .put(
                "a conditional put has the type alone",
                (store, put) ->
                    put.condition() == PutCondition.ALWAYS
                        ? put.to(store)
                        : put.of(AssetHeaders.of(put.headers().contentType())).to(store)),
        by("cas.create", "put 'lock.json' (3 bytes, text/plain, IF_ABSENT): expected a refusal")
            .put(
                "an empty object is none",
                (store, put) ->
                    store.stat(put.key()).filter(info -> info.size() == 0).isPresent()
                        ? put.always().to(store)
                        : put.to(store)),
        by("cas.create-after-failure", "expected success, but was CONDITION_FAILED")
            .harness("the name is claimed first, and stays so", Claims::backend),
        by("cas.create-after-delete", "expected success, but was CONDITION_FAILED")
            .store("deleted objects leave a mark", LeavesMarks::new),
        by("cas.version-agrees", "the version that stat tells: expected version 'v1'")
            .stat(
                "stat tells the version in quotes",
                (store, key) ->
                    store.stat(key).map(i -> Altered.version(i, '"' + i.version().token() + '"'))),
        by("cas.version-agrees", "the version that list tells: expected version 'v1'")
            .list(
                "list has versions of its own",
                (store, ask) ->
                    Altered.entries(ask.of(store), e -> Altered.version(e, "size-" + e.size()))),
        by("cas.same-size-rewrite", "expected one that no earlier put has, but was that of put")
            .store("the version is size and time", SizeAndTime::new),
        by("cas.same-size-rewrite", "expected one that no earlier put has, but was that of put")
            .harness("versions are counted anew after a delete", CountsAnew::new),
        by("cas.foreign-change", "the version after another tool's change: expected another than")
            .harness("what was put is remembered", RemembersPuts::new),
        by("cas.race-create", TWO_WINNERS)
            .put(
                "the condition is looked at before the upload",
                (store, put) -> {
                  refusePresent(store, put);
                  return put.always().to(store);
                }),
        by("cas.race-create", "expected a refusal with CONDITION_FAILED, but was UNAVAILABLE")
            .put(
                "the loser gets UNAVAILABLE",
                (store, put) -> {
                  try {
                    return put.to(store);
                  } catch (AssetStoreException e) {
                    throw Altered.failure(Kind.UNAVAILABLE, "put", put.key());
                  }
                }),
        by("cas.create-against-put", "the body of 'lock.json': expected 'put meanwhile' (13 bytes)")
            .put(
                "the condition is looked at before the upload",
                (store, put) -> {
                  refusePresent(store, put);
                  return put.always().to(store);
                }),
        by("cas.two-processes", TWO_WINNERS)
            .harness(
                "each process looks before it uploads",
                () -> new FolderBackend(new FolderProvider.Hasty())),
        by("cas.race-create-plain", TWO_WINNERS)
            .put("the condition is looked at after the upload", ConditionalFaults::lateCheck),
        by("cas.large", ACCEPTED)
            .put(
                "large uploads ignore the condition",
                (store, put) ->
                    put.content().length() > 8_000_000 ? put.always().to(store) : put.to(store)));
  }

  private static void refusePresent(AssetStore store, Put put) {
    if (put.condition() == PutCondition.IF_ABSENT && store.stat(put.key()).isPresent()) {
      throw Altered.failure(Kind.CONDITION_FAILED, "put", put.key());
    }
  }

  private static Version lateCheck(AssetStore store, Put put) {
    Put read = put.changed(bytes -> bytes);
    refusePresent(store, put);
    LockSupport.parkNanos(GAP_NANOS);
    return read.always().to(store);
  }

  private static final class LeavesMarks extends Forwarding {
    private final Set<AssetKey> marks = ConcurrentHashMap.newKeySet();

    LeavesMarks(AssetStore store) {
      super(store);
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      if (!marks.add(key) && condition == PutCondition.IF_ABSENT) {
        throw Altered.failure(Kind.CONDITION_FAILED, "put", key);
      }
      return super.put(key, content, headers, condition);
    }
  }

  private static final class SizeAndTime extends Forwarding {
    SizeAndTime(AssetStore store) {
      super(store);
    }

    private static AssetInfo stamped(AssetInfo info) {
      return Altered.version(
          info, info.size() + "-" + info.lastModified().truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      return super.stat(key).map(SizeAndTime::stamped);
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      AssetReader reader = super.read(key, range);
      return Altered.reader(reader, stamped(reader.info()));
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      super.put(key, content, headers, condition);
      return stat(key).orElseThrow().version();
    }
  }

  /** Knows who came first by a claim, which a put that fails does not give back. */
  private static final class Claims extends Forwarding {
    private final Set<AssetKey> claimed;

    Claims(AssetStore store, Set<AssetKey> claimed) {
      super(store);
      this.claimed = claimed;
    }

    static Harness backend() {
      Map<String, Set<AssetKey>> claims = new ConcurrentHashMap<>();
      return new MemoryBackend(UnaryOperator.identity()) {
        @Override
        public AssetStore open(String namespace) {
          return new Claims(
              super.open(namespace),
              claims.computeIfAbsent(namespace, name -> ConcurrentHashMap.newKeySet()));
        }
      };
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      if (condition == PutCondition.IF_ABSENT && claimed.contains(key)) {
        throw Altered.failure(Kind.CONDITION_FAILED, "put", key);
      }
      try {
        return super.put(key, content, headers, condition);
      } catch (AssetStoreException e) {
        if (condition == PutCondition.IF_ABSENT) {
          claimed.add(key);
        }
        throw e;
      }
    }
  }
}
