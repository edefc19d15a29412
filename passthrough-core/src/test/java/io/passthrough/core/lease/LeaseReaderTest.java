package io.passthrough.core.lease;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.Workers;
import io.passthrough.core.record.Lease;
import io.passthrough.core.record.LeaseName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.store.AssetStores;
import io.passthrough.core.store.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseReaderTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final LeaseName NAME = new LeaseName(EnvironmentName.of("prod"), "one");
  private static final Lease LEASE =
      new Lease(
          ReleaseName.of("r1"),
          "web-1",
          Duration.ofHours(1),
          Optional.of(NOW.minusSeconds(900)),
          Optional.of(NOW.minusSeconds(300)));

  private final AssetStore store = AssetStores.guarded(new MemoryStore(CLOCK));
  private final RecordStore records = new RecordStore(store, CLOCK);
  private final LeaseReader reader = new LeaseReader(records, new Workers(4));

  @Test
  void all_ofWhatWasPut_isTheSame() {
    var unused = records.overwrite(NAME, LEASE, NOW);

    assertThat(reader.all())
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.name()).isEqualTo(NAME);
              assertThat(held.lease()).isEqualTo(LEASE);
              assertThat(held.time().put()).isEqualTo(NOW);
            });
  }

  @Test
  void overwrite_ofALease_replacesIt() {
    Lease other =
        new Lease(ReleaseName.of("r2"), "web-1", LEASE.term(), Optional.empty(), Optional.empty());
    var first = records.overwrite(NAME, LEASE, NOW);

    var second = records.overwrite(NAME, other, NOW);

    assertThat(second).isNotEqualTo(first);
    assertThat(reader.all()).extracting(HeldLease::lease).containsExactly(other);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schema\":2,\"at\":\"2026-01-01T00:00:00Z\",\"release\":\"r1\"}",
        "{\"schema\":1,\"at\":\"2026-01-01T00:00:00Z\",\"release\":\"r1\"}",
        "{\"schema\":1,",
        ""
      })
  void lease_ofAnotherVersionOrCut_stopsWhoReadsThemNamingIt(String text) {
    put(".passthrough/leases/prod/two.json", text);
    var unused = records.overwrite(NAME, LEASE, NOW);

    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(reader::all)
        .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.IO))
        .satisfies(refusal -> assertThat(refusal.next()).contains("delete the object"))
        .withMessageContaining("'.passthrough/leases/prod/two.json'");
  }

  @Test
  void objects_thatAreNoLeases_areNotRead() {
    put(".passthrough/leases/prod/doctor", "x");
    put(".passthrough/leases/README.md", "x");

    assertThat(reader.all()).isEmpty();
  }

  private void put(String key, String text) {
    var unused =
        store.put(
            AssetKey.of(key),
            Content.of(text.getBytes(UTF_8)),
            AssetHeaders.of("application/json"),
            PutCondition.ALWAYS);
  }
}
