package io.passthrough.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.Access;
import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import io.passthrough.api.StoreOption.Type;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.registry.Providers;
import io.passthrough.core.registry.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetStoresTest {

  private final Recorder recorder = new Recorder();

  private static final class Recorder implements AssetProvider {
    private final List<StoreConfig> opened = new ArrayList<>();

    @Override
    public String name() {
      return "acme";
    }

    @Override
    public Set<StoreOption> options() {
      return Set.of(
          StoreOption.required("path", Type.PATH, "the folder"),
          StoreOption.optional("connections", Type.INTEGER, "the most connections"),
          StoreOption.secret("pin", "the word that opens it"));
    }

    @Override
    public AssetStore open(StoreConfig config) {
      opened.add(config);
      return new MemoryStore();
    }
  }

  @Test
  void open_settings_reachTheProviderWithAbsolutePaths() {
    open(Map.of("path", "a/../b", "pin", "1"), "/shop/", Access.READ).close();

    StoreConfig config = recorder.opened.get(0);
    assertThat(config.required("path")).isEqualTo(Path.of("b").toAbsolutePath().toString());
    assertThat(config.required("pin")).isEqualTo("1");
    assertThat(config.prefix()).isEqualTo("shop");
    assertThat(config.access()).isEqualTo(Access.READ);
  }

  @Test
  void open_unknownOption_namesTheNearest() {
    assertThatThrownBy(() -> open(Map.of("path", "a", "conections", "1"), "", Access.READ))
        .isInstanceOf(PassthroughException.class)
        .hasMessage("The provider 'acme' has no option 'conections'")
        .extracting(e -> ((PassthroughException) e).next())
        .isEqualTo("did you mean 'connections'?");
  }

  @Test
  void open_missingOption_isNamed() {
    assertThatThrownBy(() -> open(Map.of(), "", Access.READ))
        .isInstanceOf(PassthroughException.class)
        .hasMessage("The provider 'acme' needs the option 'path'");
  }

  @Test
  void open_optionOfTheWrongType_saysWhatItMustBe() {
    assertThatThrownBy(() -> open(Map.of("path", "a", "connections", "x"), "", Access.READ))
        .isInstanceOf(PassthroughException.class)
        .hasMessage("The option 'connections' must be a whole number, not 'x'");
  }

  @Test
  void open_emptySecret_isNotShown() {
    assertThatThrownBy(() -> open(Map.of("path", "a", "pin", ""), "", Access.READ))
        .isInstanceOf(PassthroughException.class)
        .hasMessage("The option 'pin' must be a text that is not empty");
  }

  @Test
  void open_illegalPrefix_isRefused() {
    assertThatThrownBy(() -> open(Map.of("path", "a"), "a/../b", Access.READ))
        .isInstanceOf(PassthroughException.class)
        .hasMessage("The option 'key' is no prefix: it has a segment '..', 'a/../b'");
    assertThat(recorder.opened).isEmpty();
  }

  @Test
  void open_providerThatIsNotThere_namesTheArtifact() {
    Map<String, String> options = Map.of("bucket", "web", "key", "shop");

    assertThatThrownBy(() -> AssetStores.open("netstorage", options))
        .isInstanceOf(PassthroughException.class)
        .hasMessage("There is no provider 'netstorage' on the class path")
        .extracting(e -> ((PassthroughException) e).next())
        .isEqualTo("add the artifact io.passthrough:passthrough-netstorage");
  }

  @Test
  void open_seedSnippetWithoutItsProvider_loadsAndFailsToOpen(@TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.yaml"),
            "gateway:\n  assets:\n    netstorage:\n      host: example.com\n");

    assertThatThrownBy(() -> AssetStores.open(file))
        .isInstanceOf(PassthroughException.class)
        .hasMessage("There is no provider 'netstorage' on the class path");
  }

  @Test
  void open_fileWithoutAStore_saysSo(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), "gateway: {}\n");

    assertThatThrownBy(() -> AssetStores.open(file))
        .isInstanceOf(PassthroughException.class)
        .hasMessage("No store is configured in '" + file + "'");
  }

  @Test
  void settings_asText_showNoOption() {
    assertThat(new StoreSettings("acme", Map.of("pin", "hunter2"), "shop").toString())
        .isEqualTo("StoreSettings[provider=acme, prefix=shop]");
  }

  private AssetStore open(Map<String, String> options, String prefix, Access access) {
    StoreSettings settings = new StoreSettings("acme", options, prefix);
    return AssetStores.open(Providers.of(recorder), settings, access);
  }
}
