package io.passthrough.s3;

import io.minio.MinioClient;
import io.passthrough.tck.AssetProviderTck;
import io.passthrough.tck.Harness;
import io.passthrough.tck.KnownFailure;
import io.passthrough.tck.Target;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kit's cases on a server in a process of its own, which needs nothing but a JDK: a stand-in
 * for the real one, on which they run where there is one.
 */
@Tag("long")
@Tag("stand-in")
class S3TckTest extends AssetProviderTck {

  @TempDir static Path folder;
  private static S3ProxyProcess server;

  @BeforeAll
  static void start() throws Exception {
    server = S3ProxyProcess.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  protected List<KnownFailure> knownFailures() {
    return List.of(
        new KnownFailure(
            "headers.content-type-against-extension",
            "its HTTP server takes the space out of a type with a charset",
            URI.create("https://github.com/gaul/s3proxy/issues/392")),
        new KnownFailure(
            "list.utf8-order",
            "it sorts names as UTF-16",
            URI.create("https://github.com/gaul/s3proxy/issues/119")),
        new KnownFailure(
            "keys.file-and-folder",
            "its objects in memory are files in folders",
            URI.create("https://github.com/gaul/s3proxy#supported-storage-backends")));
  }

  @Override
  protected Harness harness() throws Exception {
    MinioClient witness = server.witness();
    return BucketHarness.local(new Target("s3", "S3Proxy", "4.1.0"), server.endpoint(), witness);
  }
}
