package io.passthrough.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.store.ForwardingStore;
import io.passthrough.core.store.MemoryStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeletionRecordsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final Sha256 BYTES = Sha256.of(new byte[] {1});

  private final MemoryStore store = new MemoryStore();

  private static void add(AssetStore store, String key) {
    new DeletionRecords(store)
        .update(before -> before.and(Map.of(AssetKey.of(key), BYTES), DAY), Instant.EPOCH);
  }

  @Test
  void update_overtakenByTwoOthersWhileItPuts_losesNoKey() {
    add(store, "a.js");

    add(new Slow(), "d.js");

    DeletedKeys deleted = new DeletionRecords(store).read();
    assertThat(new String[] {"a.js", "b.js", "c.js", "d.js"})
        .allMatch(key -> deleted.hadSame(AssetKey.of(key), BYTES, DAY));
  }

  /** Two others record what they delete just before its first put. */
  private final class Slow extends ForwardingStore {
    private boolean isOvertaken;

    @Override
    protected AssetStore delegate() {
      return store;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      if (!isOvertaken) {
        isOvertaken = true;
        add(store, "b.js");
        add(store, "c.js");
      }
      return super.put(key, content, headers, condition);
    }
  }
}
