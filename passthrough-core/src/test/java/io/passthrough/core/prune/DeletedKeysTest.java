package io.passthrough.core.prune;

import static io.passthrough.core.prune.PrunedShop.CURRENT_ONLY;
import static io.passthrough.core.prune.PrunedShop.own;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.publish.Builds;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A name that was deleted promises its bytes for a year: caches may hold them. */
class DeletedKeysTest {

  private static final String DELETED = ".passthrough/deleted/";

  private final PrunedShop shop = new PrunedShop();
  private LocalDate day = LocalDate.EPOCH;

  @BeforeEach
  void pruneOne() {
    shop.deploy("one");
    shop.clock.pass(Duration.ofDays(1));
    shop.deploy("two");
    shop.clock.pass(Duration.ofDays(1));
    day = LocalDate.ofInstant(shop.clock.wall().instant(), ZoneOffset.UTC);
    shop.prune(CURRENT_ONLY);
  }

  private static Builds changed() {
    return Builds.build().fingerprinted(own("one"), "other bytes").mutable("index.html", "new");
  }

  @Test
  void publish_ofADeletedKeyWithOtherBytes_isAConflictThatSaysWhenItWent() {
    shop.clock.pass(Duration.ofDays(300));

    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(() -> shop.publish("new", changed()))
        .withMessageContaining(
            "'" + own("one") + "' has other bytes than before a prune deleted it on " + day)
        .matches(e -> e.kind() == Kind.CONFLICT);
    assertThat(shop.has(own("one"))).isFalse();
  }

  @Test
  void publish_ofADeletedKeyWithTheSameBytes_goesOn() {
    assertThat(shop.publish("one", PrunedShop.build("one")).uploaded()).isEqualTo(2);
  }

  @Test
  void publish_ofADeletedKeyWithOtherBytes_afterAYear_goesOn() {
    shop.clock.pass(Duration.ofDays(367));

    assertThat(shop.publish("new", changed()).uploaded()).isEqualTo(2);
  }

  @Test
  void publish_afterMorePrunes_remembersAllByOneRecord() {
    shop.deploy("three");
    shop.clock.pass(Duration.ofDays(1));
    shop.prune(CURRENT_ONLY);

    assertThat(shop.keys(DELETED)).containsExactly(DELETED + "000000000002.json.gz");
    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(() -> shop.publish("new", changed()))
        .withMessageContaining("a prune deleted it on " + day);
  }

  @Test
  void prune_ofMutableFilesAlone_recordsNothing() {
    String last = shop.keys(DELETED).get(0);
    shop.publish("page", Builds.build().mutable("index.html", "page"));
    shop.clock.pass(Duration.ofDays(1));

    shop.prune(CURRENT_ONLY);

    assertThat(shop.keys(DELETED)).containsExactly(last);
  }

  @Test
  void publish_withACorruptRecord_warnsAndPruneRefuses() {
    String key = shop.keys(DELETED).get(0);
    shop.memory.put(
        AssetKey.of(key),
        Content.of(Builds.bytes("no gzip")),
        AssetHeaders.of("application/octet-stream"),
        PutCondition.ALWAYS);

    shop.deploy("three");

    assertThat(shop.warnings).anyMatch(it -> it.startsWith("Published without what was deleted"));
    shop.clock.pass(Duration.ofDays(1));
    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(() -> shop.prune(CURRENT_ONLY))
        .withMessageContaining(key);
    assertThat(shop.has(own("two"))).isTrue();
  }
}
