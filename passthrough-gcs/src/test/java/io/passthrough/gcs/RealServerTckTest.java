package io.passthrough.gcs;

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

/**
 * The kit's cases on a real server: on Google's service when {@code PASSTHROUGH_GCS_BUCKET} and
 * credentials are in the environment, else on fake-gcs-server. Where neither is, it says so, or
 * fails when {@code passthrough.realServers} is {@code required}.
 */
@Tag("long")
class RealServerTckTest {

  private static Optional<FakeGcs> fake = Optional.empty();
  private static String why = "";

  @BeforeAll
  static void start() {
    if (GoogleBucket.name().isPresent()) {
      return;
    }
    try {
      fake = Optional.of(FakeGcs.start());
    } catch (IOException e) {
      why = e.getMessage();
    }
  }

  @TestFactory
  Stream<DynamicNode> tck() throws Exception {
    if (why.isEmpty()) {
      return new OnRealServer().tck();
    }
    return Stream.of(DynamicTest.dynamicTest("no real server", RealServerTckTest::sayWhy));
  }

  private static void sayWhy() {
    FakeGcs.sayWhyNot(why);
  }

  @AfterAll
  static void stop() {
    fake.ifPresent(FakeGcs::close);
  }

  private static final class OnRealServer extends AssetProviderTck {

    @Override
    protected Path report() {
      return Path.of("target", "tck", "RealServerTckTest", "tck-report.json");
    }

    @Override
    protected List<KnownFailure> knownFailures() {
      return List.of();
    }

    @Override
    protected Harness harness() throws Exception {
      return fake.isPresent()
          ? BucketHarness.local(
              new Target("gcs", "fake-gcs-server", FakeGcs.VERSION), fake.get().endpoint())
          : GoogleBucket.harness();
    }
  }
}
