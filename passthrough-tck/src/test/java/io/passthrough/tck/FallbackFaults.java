package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.tck.HttpStore.Flaw;
import java.util.List;
import java.util.function.UnaryOperator;

/** Stores whose fault reaches a client. */
final class FallbackFaults {

  private FallbackFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("fallback.store-next", "expected")
            .list(
                "manifests are not listed",
                (store, ask) ->
                    Altered.filtered(
                        ask.of(store), key -> !key.startsWith(".passthrough/releases/"))),
        by("fallback.miss", "the status of a name that nobody has: expected 404, but was")
            .store("what is absent is denied", DeniesAbsence::new),
        by("fallback.prefix-isolation", "the status of a neighbour's file: expected 404, but was")
            .harness("what is absent is looked for elsewhere", LooksElsewhere::new),
        by("fallback.mutable-names", "expected")
            .list(
                "the latest records are not listed",
                (store, ask) -> Altered.filtered(ask.of(store), key -> !key.contains("two"))),
        by(
                "fallback.revalidation",
                "the status of a revalidation on another host: expected 304, but was 200")
            .store("each handle has versions of its own", OwnVersions::new),
        by("fallback.store-down", "the status of a file of the store: expected 503, but was 404")
            .http("no answer is no object", Flaw.NO_ANSWER_IS_ABSENCE),
        by("fallback.slow-store", "the status of 'app.3f9a1c7e.js': expected 200, but was 50")
            .http("the time limit is a fifth of a second", Flaw.SHORT_TIME_LIMIT));
  }

  private static final class DeniesAbsence extends Forwarding {
    DeniesAbsence(AssetStore store) {
      super(store);
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      if (store.stat(key).isEmpty()) {
        throw Altered.failure(Kind.ACCESS_DENIED, "read", key);
      }
      return super.read(key, range);
    }
  }

  private static final class OwnVersions extends Forwarding {
    OwnVersions(AssetStore store) {
      super(store);
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      AssetReader reader = super.read(key, range);
      String token = reader.info().version().token() + System.identityHashCode(this);
      return Altered.reader(reader, Altered.version(reader.info(), token));
    }
  }

  private static final class LooksElsewhere extends MemoryBackend {
    LooksElsewhere() {
      super(UnaryOperator.identity());
    }

    @Override
    public AssetStore open(String namespace) {
      return new Forwarding(super.open(namespace)) {
        @Override
        public AssetReader read(AssetKey key, ByteRange range) {
          AssetStore place = super.stat(key).isPresent() ? store : bare(namespace + "-b");
          return place.read(key, range);
        }
      };
    }
  }
}
