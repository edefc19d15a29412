package io.passthrough.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetProvider;
import io.passthrough.api.StoreOption;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is loaded, when, and what the documentation says of it. */
class GcsLoadingTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

  @Test
  void provider_untilAStoreIsOpened_needsNoClassOfTheSdk() throws Exception {
    URL[] withoutSdk = {place(GcsProvider.class), place(AssetProvider.class)};
    try (URLClassLoader loader =
        new URLClassLoader(withoutSdk, ClassLoader.getPlatformClassLoader())) {
      Object provider =
          loader.loadClass(GcsProvider.class.getName()).getConstructor().newInstance();

      assertThat(provider.getClass().getMethod("name").invoke(provider)).isEqualTo("gcs");
      assertThat(provider.getClass().getMethod("options").invoke(provider))
          .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
          .hasSameSizeAs(GcsOptions.DECLARED);
    }
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_declared_isDocumented(StoreOption option) throws Exception {
    String text = Files.readString(DOCUMENT);
    String section =
        text.substring(text.indexOf("### Google Cloud Storage"), text.indexOf("## Values"));

    assertThat(section).contains("| `" + option.name() + "` |");
  }

  static Collection<StoreOption> options() {
    return new GcsProvider().options();
  }
}
