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
 * The kit's cases on Azure's service when {@code PASSTHROUGH_AZURE_CONTAINER}, {@code
 * AZURE_STORAGE_ACCOUNT} and {@code AZURE_STORAGE_KEY} are in the environment, else on the emulator
 * in a process of its own. Where neither is, it says so, or fails when {@code
 * passthrough.realServers} is {@code required}.
 */
@Tag("long")
class AzureTckTest {

  private static Optional<Azurite> emulator = Optional.empty();
  private static String why = "";

  @BeforeAll
  static void start() {
    if (variable("PASSTHROUGH_AZURE_CONTAINER").isPresent()) {
      return;
    }
    try {
      emulator = Optional.of(Azurite.start());
    } catch (IOException e) {
      why = e.getMessage();
    }
  }

  @TestFactory
  Stream<DynamicNode> tck() throws Exception {
    return why.isEmpty()
        ? new OnServer().tck()
        : Stream.of(DynamicTest.dynamicTest("no server", () -> Servers.sayWhyNot(why)));
  }

  @AfterAll
  static void stop() {
    emulator.ifPresent(Azurite::close);
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

  private static final class OnServer extends AssetProviderTck {

    @Override
    protected Path report() {
      return Path.of("target", "tck", "AzureTckTest", "tck-report.json");
    }

    @Override
    protected List<KnownFailure> knownFailures() {
      return emulator.isPresent() ? Azurite.KNOWN_FAILURES : List.of();
    }

    @Override
    protected Harness harness() throws Exception {
      Target target = new Target("azure", "Azurite", Azurite.VERSION);
      return emulator.isPresent() ? ContainerHarness.local(target, emulator.get()) : onAzure();
    }
  }
}
