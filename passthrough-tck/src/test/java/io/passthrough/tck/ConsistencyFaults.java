package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.tck.HttpStore.Flaw;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stores whose fault several hosts or pipelines stumble over. */
final class ConsistencyFaults {

  private ConsistencyFaults() {}

  static List<Mutant> all() {
    return List.of(
        by(
                "consistency.read-after-publish",
                "second handle: read 'part.3f9a1c00.js': expected success, but was NOT_FOUND")
            .store("what was absent stays absent", RemembersAbsence::new),
        by(
                "consistency.list-after-publish",
                "the releases after a publish through the first handle: expected")
            .store("a listing is kept until the handle itself puts", KeepsPages::new),
        by("consistency.atomic-visibility", "stat 'last.9d04e7b2.js': expected nothing, but was")
            .store("the name is taken before the bytes come", TakesNames::new),
        by(
                "consistency.one-winner",
                "how many of the two publishes succeeded: expected 1, but was 2",
                "stat 'part.3f9a1c0")
            .store("the condition holds in one handle only", OwnConditions::new),
        by("consistency.lost-answers", "deploy '00': expected success, but was")
            .http("a lost answer is no answer", Flaw.LOST_IS_AWAY));
  }

  private static final class RemembersAbsence extends Forwarding {
    private final Set<AssetKey> absent = ConcurrentHashMap.newKeySet();

    RemembersAbsence(AssetStore store) {
      super(store);
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      absent.remove(key);
      return super.put(key, content, headers, condition);
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      if (absent.contains(key) || super.stat(key).isEmpty()) {
        absent.add(key);
        throw Altered.failure(Kind.NOT_FOUND, "read", key);
      }
      return super.read(key, range);
    }
  }

  private static final class KeepsPages extends Forwarding {
    private record Asked(String prefix, Optional<Cursor> after, int limit) {}

    private final Map<Asked, Page> pages = new ConcurrentHashMap<>();

    KeepsPages(AssetStore store) {
      super(store);
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      Version version = super.put(key, content, headers, condition);
      pages.clear();
      return version;
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      return pages.computeIfAbsent(
          new Asked(prefix, after, limit), asked -> super.list(prefix, after, limit));
    }
  }

  private static final class TakesNames extends Forwarding {
    TakesNames(AssetStore store) {
      super(store);
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      super.put(key, Content.of(new byte[0]), headers, condition);
      return super.put(key, content, headers, PutCondition.ALWAYS);
    }
  }

  /** Refuses only what it knows of its own puts and looks. */
  private static final class OwnConditions extends Forwarding {
    private final Set<AssetKey> known = ConcurrentHashMap.newKeySet();

    OwnConditions(AssetStore store) {
      super(store);
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      Optional<AssetInfo> info = super.stat(key);
      info.ifPresent(it -> known.add(key));
      return info;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      boolean first = known.add(key);
      return super.put(key, content, headers, first ? PutCondition.ALWAYS : condition);
    }
  }
}
