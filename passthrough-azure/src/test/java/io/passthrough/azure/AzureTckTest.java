package io.passthrough.azure;

import io.passthrough.tck.AssetProviderTck;
import io.passthrough.tck.Harness;
import io.passthrough.tck.KnownFailure;
import io.passthrough.tck.Target;
import java.io.IOException;
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

/** The kit's cases on the emulator, in a process of its own. */
@Tag("long")
class AzureTckTest {

  private static Optional<Azurite> server = Optional.empty();
  private static String why = "";

  @BeforeAll
  static void start() {
    try {
      server = Optional.of(Azurite.start());
    } catch (IOException e) {
      why = e.getMessage();
    }
  }

  @TestFactory
  Stream<DynamicNode> tck() throws Exception {
    return server.isPresent()
        ? new OnAzurite().tck()
        : Stream.of(DynamicTest.dynamicTest("no emulator", () -> Servers.sayWhyNot(why)));
  }

  @AfterAll
  static void stop() {
    server.ifPresent(Azurite::close);
  }

  private static final class OnAzurite extends AssetProviderTck {

    @Override
    protected Path report() {
      return Path.of("target", "tck", "AzureTckTest", "tck-report.json");
    }

    @Override
    protected List<KnownFailure> knownFailures() {
      return Azurite.KNOWN_FAILURES;
    }

    @Override
    protected Harness harness() throws Exception {
      Target target = new Target("azure", "Azurite", Azurite.VERSION);
      return ContainerHarness.local(target, server.orElseThrow());
    }
  }
}
