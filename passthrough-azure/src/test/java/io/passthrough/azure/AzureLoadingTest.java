package io.passthrough.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpClientProvider;
import io.passthrough.api.AssetProvider;
import io.passthrough.api.StoreOption;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.ServiceLoader;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is loaded, when, and what the documentation says of it. */
class AzureLoadingTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

  @Test
  void provider_untilAStoreIsOpened_needsNoClassOfTheSdk() throws Exception {
    URL[] withoutSdk = {place(AzureProvider.class), place(AssetProvider.class)};
    try (URLClassLoader loader =
        new URLClassLoader(withoutSdk, ClassLoader.getPlatformClassLoader())) {
      Object provider =
          loader.loadClass(AzureProvider.class.getName()).getConstructor().newInstance();

      assertThat(provider.getClass().getMethod("name").invoke(provider)).isEqualTo("azure");
      assertThat(provider.getClass().getMethod("options").invoke(provider))
          .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
          .hasSameSizeAs(AzureOptions.DECLARED);
    }
  }

  @Test
  void open_withAnIdentityWithoutItsJar_namesTheJar() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(withoutIdentity(), ClassLoader.getPlatformClassLoader())) {
      Object provider =
          loader.loadClass(AzureProvider.class.getName()).getConstructor().newInstance();
      Class<?> access = loader.loadClass("io.passthrough.api.Access");
      Class<?> config = loader.loadClass("io.passthrough.api.StoreConfig");
      Object given =
          config
              .getConstructor(Map.class, String.class, access)
              .newInstance(
                  Map.of("container", "web", "account", "shop", "credentials", "managed_identity"),
                  "",
                  access.getEnumConstants()[0]);

      assertThatThrownBy(
              () -> provider.getClass().getMethod("open", config).invoke(provider, given))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasMessageContaining("'managed_identity'")
          .hasMessageContaining("need the jar com.azure:azure-identity");
    }
  }

  private static URL[] withoutIdentity() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("azure-identity"))
        .map(AzureLoadingTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  @Test
  void httpClients_ofTheSdk_areOne() {
    assertThat(ServiceLoader.load(HttpClientProvider.class)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_declared_isDocumented(StoreOption option) throws Exception {
    String text = Files.readString(DOCUMENT);
    String section = text.substring(text.indexOf("### Azure Blob Storage"));

    assertThat(section.substring(0, section.indexOf("\n## ")))
        .contains("| `" + option.name() + "` |");
  }

  static Collection<StoreOption> options() {
    return new AzureProvider().options();
  }
}
