package io.passthrough.azure;

import io.passthrough.tck.AssetProviderTck;
import io.passthrough.tck.Harness;
import io.passthrough.tck.KnownFailure;
import io.passthrough.tck.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The kit's cases on a real server: on Azure's service when {@code PASSTHROUGH_AZURE_CONTAINER},
 * {@code AZURE_STORAGE_ACCOUNT} and {@code AZURE_STORAGE_KEY} are in the environment, else on the
 * emulator where a Docker engine answers. Where neither is, it says so, or fails when {@code
 * passthrough.realServers} is {@code required}.
 */
@Tag("long")
class RealServerTckTest {

  private static Optional<AzuriteContainer> azurite = Optional.empty();
  private static String why = "";

  @BeforeAll
  static void start() {
    if (variable("PASSTHROUGH_AZURE_CONTAINER").isPresent()) {
      return;
    }
    try {
      azurite = Optional.of(AzuriteContainer.start());
    } catch (IOException e) {
      why = e.getMessage();
    }
  }

  @TestFactory
  Stream<DynamicNode> tck() throws Exception {
    return why.isEmpty()
        ? new OnRealServer().tck()
        : Stream.of(DynamicTest.dynamicTest("no real server", () -> Servers.sayWhyNot(why)));
  }

  @AfterAll
  static void stop() {
    azurite.ifPresent(Azurite::close);
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name));
  }

  private static Harness onAzure() {
    String account = variable("AZURE_STORAGE_ACCOUNT").orElseThrow();
    URI endpoint = URI.create("https://" + account + ".blob.core.windows.net");
    BlobWitness witness =
        new BlobWitness(endpoint, account, variable("AZURE_STORAGE_KEY").orElseThrow());
    return ContainerHarness.existing(
        new Target("azure", "Azure Blob Storage", account),
        witness,
        variable("PASSTHROUGH_AZURE_CONTAINER").orElseThrow());
  }

  private static final class OnRealServer extends AssetProviderTck {

    @Override
    protected Path report() {
      return Path.of("target", "tck", "RealServerTckTest", "tck-report.json");
    }

    @Override
    protected List<KnownFailure> knownFailures() {
      return azurite.isPresent() ? Azurite.KNOWN_FAILURES : List.of();
    }

    @Override
    protected Harness harness() throws Exception {
      Target target = new Target("azure", "Azurite in a container", Azurite.VERSION);
      return azurite.isPresent() ? ContainerHarness.local(target, azurite.get()) : onAzure();
    }
  }
}
