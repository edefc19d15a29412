package io.passthrough.core.publish;

import static io.passthrough.core.publish.Builds.build;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.PipelineListener;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The records as they lie in a store: other versions of this software have to read them. */
class RecordsTest {

  private static final String A =
      "559aead08264d5795d3909718cdd05abd49572e84fe55590eef31a88a08fdffd";

  private final Shop shop = Shop.open();
  private final Pipeline pipeline =
      new Pipeline(
          shop.store,
          1,
          PipelineListener.NONE,
          Clock.fixed(Instant.parse("2026-01-01T10:00:00Z"), ZoneOffset.UTC));

  @Test
  void manifest_ofARelease_saysWhatItIs() {
    publish("one", build().mutable("a.txt", "A"));

    assertThat(shop.text(".passthrough/releases/one/manifest.json"))
        .isEqualTo(
            ("{'schema':1,'at':'2026-01-01T10:00:00Z','release':'one','digest':'"
                    + "380e0ed105676be72f36cf44ae3ae71de67998f7a14ebf3c6d729c9ca0c74f46"
                    + "','assets':[{'key':'a.txt','kind':'mutable','size':1,'sha256':'"
                    + A
                    + "','type':'text/plain; charset=utf-8','logical':[],'integrity':null,"
                    + "'codings':[]}]}")
                .replace('\'', '"'));
  }

  @Test
  void manifest_ofACodedAsset_namesItsCodings() {
    publish("one", build().coded("a.1a2b3c4d.js", "A", "A"));

    assertThat(shop.text(".passthrough/releases/one/manifest.json"))
        .contains("\"codings\":[{\"coding\":\"br\",\"size\":1,\"sha256\":\"" + A + "\"}]");
  }

  @Test
  void open_ofAPublish_saysWhyAndWhere() {
    publish("one", build().mutable("a.txt", "A"));

    assertThat(attemptRecord("one", "open.json"))
        .startsWith(
            "{\"schema\":1,\"at\":\"2026-01-01T10:00:00Z\",\"action\":\"publish\",\"host\":\"");
  }

  @Test
  void outcome_ofAPublish_namesWhatIsStoredAndItsFigures() {
    publish("one", build().mutable("a.txt", "A"));

    String file = ".passthrough/files/" + A;
    assertThat(attemptRecord("one", "outcome.json"))
        .isEqualTo(
            "{\"schema\":1,\"at\":\"2026-01-01T10:00:00Z\",\"state\":\"READY\",\"stored\":"
                + "[{\"key\":\""
                + file
                + "\",\"version\":\""
                + shop.info(file).version()
                + "\"}],\"figures\":{\"assets\":1,\"bytes\":1,\"uploaded\":1,\"uploadedBytes\":1,"
                + "\"reloadBytes\":1}}");
  }

  @Test
  void outcome_withACompanionThatKeptItsFirstBytes_tellsThem() {
    publish("one", build().companion("a.1a2b3c4d.js.map", "A"));
    publish("two", build().companion("a.1a2b3c4d.js.map", "BB"));

    assertThat(attemptRecord("two", "outcome.json"))
        .contains(
            "\"stored\":[{\"key\":\"a.1a2b3c4d.js.map\",\"version\":\""
                + shop.info("a.1a2b3c4d.js.map").version()
                + "\",\"sha256\":\""
                + A
                + "\",\"size\":1}]");
  }

  @Test
  void activation_ofARelease_namesItsAttemptAndTheReleaseBefore() {
    publish("one", build().mutable("a.txt", "A"));
    publish("two", build().mutable("a.txt", "B"));
    pipeline.activate(ReleaseName.of("one"), EnvironmentName.DEFAULT);
    pipeline.activate(ReleaseName.of("two"), EnvironmentName.DEFAULT);

    assertThat(shop.text(".passthrough/activations/default/000000000001.json"))
        .endsWith("\"action\":\"activate\",\"previous\":null}");
    assertThat(shop.text(".passthrough/activations/default/000000000002.json"))
        .startsWith(
            "{\"schema\":1,\"at\":\"2026-01-01T10:00:00Z\",\"release\":\"two\",\"attempt\":\"")
        .endsWith("\"action\":\"activate\",\"previous\":\"one\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"schema\":2}",
        "{\"schema\":1,\"at\":\"yesterday\"}",
        "{\"schema\":1,\"schema\":1}",
        "{\"schema\":1,\"at\":\"2026-01-01T10:00:00Z\",\"release\":\"a/b\",\"digest\":\"0\"}",
        "{\"schema\":1,\"at\":\"2026-01-01T10:00:00Z\",\"release\":\"one\",\"digest\":\""
            + A
            + "\",\"assets\":[]}",
        "{\"schema\":1,\"at\":\"2026-01-01T10:00:00Z\",\"release\":\"one\",\"digest\":\""
            + A
            + "\",\"assets\":[{\"key\":\"../x\"}]}"
      })
  void record_thatIsCorrupt_isAnErrorThatNamesIt(String text) {
    publish("one", build().mutable("a.txt", "A"));
    shop.putForeign(".passthrough/releases/one/manifest.json", text);

    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(() -> shop.activate("one"))
        .withMessageStartingWith("Corrupt record: ")
        .withMessageEndingWith(", '.passthrough/releases/one/manifest.json' in memory")
        .matches(e -> e.kind() == Kind.IO);
  }

  @Test
  void record_withAFieldOfALaterVersion_isRead() {
    publish("one", build().mutable("a.txt", "A"));
    String manifest = shop.text(".passthrough/releases/one/manifest.json");
    shop.putForeign(
        ".passthrough/releases/one/manifest.json",
        manifest.replace("{\"schema\":1,", "{\"schema\":1,\"later\":[],"));

    assertThat(shop.activate("one").sequence()).isEqualTo(1);
  }

  private void publish(String name, Builds build) {
    pipeline.publish(build.scanned(), Optional.of(ReleaseName.of(name)));
  }

  private String attemptRecord(String release, String file) {
    List<String> keys = shop.keys(".passthrough/releases/" + release + "/attempts/");
    String key = keys.stream().filter(name -> name.endsWith(file)).findFirst().orElseThrow();
    return shop.text(key);
  }
}
