package io.passthrough.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetProvider;
import io.passthrough.api.StoreOption;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.ServiceLoader;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.http.async.SdkAsyncHttpService;

/** What is loaded, when, and what the documentation says of it. */
class S3LoadingTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

  @Test
  void provider_untilAStoreIsOpened_needsNoClassOfTheSdk() throws Exception {
    URL[] withoutSdk = {place(S3Provider.class), place(AssetProvider.class)};
    try (URLClassLoader loader =
        new URLClassLoader(withoutSdk, ClassLoader.getPlatformClassLoader())) {
      Object provider = loader.loadClass(S3Provider.class.getName()).getConstructor().newInstance();

      assertThat(provider.getClass().getMethod("name").invoke(provider)).isEqualTo("s3");
      assertThat(provider.getClass().getMethod("options").invoke(provider))
          .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
          .hasSameSizeAs(S3Options.DECLARED);
    }
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  @Test
  void httpClients_ofTheSdk_areOne() {
    assertThat(ServiceLoader.load(SdkHttpService.class)).hasSize(1);
    assertThat(ServiceLoader.load(SdkAsyncHttpService.class)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_declared_isDocumented(StoreOption option) throws Exception {
    String text = Files.readString(DOCUMENT);
    String section = text.substring(text.indexOf("### Amazon S3"), text.indexOf("## Values"));

    assertThat(section).contains("| `" + option.name() + "` |");
  }

  static Collection<StoreOption> options() {
    return new S3Provider().options();
  }
}
