package io.passthrough.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {

  @TempDir Path folder;

  /** A provider that works. */
  public static class Good implements AssetProvider {
    @Override
    public String name() {
      return "good";
    }

    @Override
    public Set<StoreOption> options() {
      return Set.of();
    }

    @Override
    public AssetStore open(StoreConfig config) {
      throw new UnsupportedOperationException();
    }
  }

  /** Another provider of the same name. */
  public static final class Twin extends Good {}

  /** A provider whose constructor fails. */
  public static final class Failing extends Good {
    /** Fails. */
    public Failing() {
      throw new IllegalStateException("no luck");
    }
  }

  /** A provider whose class cannot be initialized. */
  public static final class Unlinked extends Good {
    private static final Object MISSING = load();

    private static Object load() {
      throw new NoClassDefFoundError("acme/sdk/Client");
    }

    @Override
    public String name() {
      return MISSING.toString();
    }
  }

  /** A provider whose name cannot be had. */
  public static final class Nameless extends Good {
    @Override
    public String name() {
      throw new IllegalStateException("no name");
    }
  }

  /** A provider whose name is no word. */
  public static final class Shouting extends Good {
    @Override
    public String name() {
      return "S3!";
    }
  }

  @Test
  void find_malformedNeighbour_hidesNoOther() throws Exception {
    Path neighbour = ServiceLoaderOfTests.list(folder.resolve("a"), "not a class name");
    Path good = ServiceLoaderOfTests.list(folder.resolve("b"), Good.class.getName());
    try (ServiceLoaderOfTests loader = new ServiceLoaderOfTests(neighbour, good)) {
      Providers providers = Providers.find(loader);

      assertThat(providers.provider("good")).isPresent();
      assertThat(failure(providers, "acme").getMessage())
          .startsWith("There is no provider 'acme' on the class path; broken: ");
    }
  }

  @Test
  void find_brokenNeighbours_areNamed() throws Exception {
    Path services =
        ServiceLoaderOfTests.list(
            folder,
            "acme.Missing",
            ProvidersTest.class.getName(),
            Failing.class.getName(),
            Unlinked.class.getName(),
            Nameless.class.getName(),
            Shouting.class.getName(),
            Good.class.getName());
    try (ServiceLoaderOfTests loader = new ServiceLoaderOfTests(services)) {
      Providers providers = Providers.find(loader);

      assertThat(providers.provider("good")).isPresent();
      assertThat(providers.faults())
          .hasSize(6)
          .anySatisfy(fault -> assertThat(fault).contains("acme.Missing"))
          .anySatisfy(fault -> assertThat(fault).contains("not a subtype"))
          .anySatisfy(fault -> assertThat(fault).contains("no luck"))
          .anySatisfy(fault -> assertThat(fault).contains("acme/sdk/Client"))
          .anySatisfy(fault -> assertThat(fault).contains("no name"))
          .anySatisfy(fault -> assertThat(fault).contains("'S3!'"));
    }
  }

  @Test
  void find_listOfServicesUnreadable_endsWithFaults() throws Exception {
    try (ServiceLoaderOfTests loader = new ServiceLoaderOfTests(folder)) {
      loader.breakListing();

      Providers providers = Providers.find(loader);

      assertThat(providers.names()).doesNotContain("good");
      assertThat(providers.faults()).isNotEmpty();
    }
  }

  @Test
  void require_twoOfOneName_namesBoth() {
    Providers providers = Providers.of(new Good(), new Twin());

    assertThat(failure(providers, "good"))
        .hasMessage(
            "Two providers have the name 'good': "
                + Good.class.getName()
                + " and "
                + Twin.class.getName());
  }

  @Test
  void require_providerOfTheProject_namesTheArtifact() {
    PassthroughException failure = failure(Providers.of(), "s3");

    assertThat(failure).hasMessage("There is no provider 's3' on the class path");
    assertThat(failure.next()).isEqualTo("add the artifact io.passthrough:passthrough-s3");
    assertThat(failure.kind()).isEqualTo(Kind.INPUT);
  }

  @Test
  void require_anotherProvider_namesThoseThatAreThere() {
    assertThat(failure(Providers.of(new Good()), "acme").next())
        .isEqualTo("add the jar of the provider; there are [good]");
  }

  @Test
  void names_someThere_haveTheProjectsOwnToo() {
    assertThat(Providers.of(new Good()).names())
        .containsExactly("azure", "fs", "gcs", "good", "netstorage", "s3");
  }

  private static PassthroughException failure(Providers providers, String name) {
    return Optional.ofNullable(
            catchThrowableOfType(PassthroughException.class, () -> providers.require(name)))
        .orElseThrow();
  }
}
