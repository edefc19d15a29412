package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.tck.HttpStore.Flaw;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Stores whose fault reaches a client. */
final class FallbackFaults {

  private FallbackFaults() {}

  static List<Mutant> all() {
    return List.of(
        by(
                "fallback.local-first",
                "second handle: capabilities: expected success, but was UNAVAILABLE")
            .harness("capabilities are asked for each time", AsksAgain::new),
        by(
                "fallback.changed-object",
                "or the published bytes, but was 206 with 10 bytes, not those")
            .harness("what was put is remembered", RemembersPuts::new),
        by("fallback.truncated-body", "but was 200 with 196608 bytes, not those")
            .http("what has not arrived is zeros", Flaw.PADS),
        by("fallback.store-next", "the status of 'app.3f9a1c7e.js': expected 200, but was 404")
            .store(
                "others' manifests are not listed",
                store -> new HidesOthers(store, ".passthrough/releases/")),
        by("fallback.miss", "the status of a name that nobody has: expected 404, but was")
            .store("what is absent is denied", DeniesAbsence::new),
        by("fallback.prefix-isolation", "the status of a neighbour's file: expected 404, but was")
            .harness("what is absent is looked for elsewhere", LooksElsewhere::new),
        by("fallback.mutable-names", "the body of 'shared.json': expected '2', but was '1'")
            .store("others' latest records are not listed", store -> new HidesOthers(store, "two")),
        by(
                "fallback.revalidation",
                "the status of a revalidation on another host: expected 304, but was 200")
            .store("each handle has versions of its own", OwnVersions::new),
        by("fallback.store-down", "the status of a file of the store: expected 503, but was 404")
            .http("no answer is no object", Flaw.NO_ANSWER_IS_ABSENCE),
        by("fallback.slow-store", "the status of 'app.3f9a1c7e.js': expected 200, but was 50")
            .http("the time limit is shorter than a second", Flaw.SHORT_TIME_LIMIT));
  }

  /** Lists some objects only where it has put any itself. */
  private static final class HidesOthers extends Forwarding {
    private final String part;
    private volatile boolean hides = true;

    HidesOthers(AssetStore store, String part) {
      super(store);
      this.part = part;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      hides = false;
      return super.put(key, content, headers, condition);
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      Page page = super.list(prefix, after, limit);
      return hides ? Altered.filtered(page, key -> !key.contains(part)) : page;
    }
  }

  /** A backend that is away once something is active. */
  private static final class AsksAgain extends MemoryBackend {
    AsksAgain() {
      super(UnaryOperator.identity());
    }

    @Override
    public AssetStore open(String namespace) {
      return new Forwarding(super.open(namespace)) {
        @Override
        public Set<Capability> capabilities() {
          Page page = super.list(".passthrough/activations/", Optional.empty(), 1);
          if (page.entries().isEmpty()) {
            return super.capabilities();
          }
          throw Altered.failure(Kind.UNAVAILABLE, "capabilities");
        }
      };
    }
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
