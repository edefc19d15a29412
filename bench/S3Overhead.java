import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.passthrough.api.Access;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.StoreConfig;
import io.passthrough.s3.S3Provider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The store's own CPU per operation, beside the bare SDK's. See bench/README.md. */
public final class S3Overhead {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final AssetKey KEY = AssetKey.of("js/app.js");
  private static final String NAME = "shop/js/app.js";
  private static final byte[] BODY = new byte[1024];
  private static final int LISTED = 10;

  /** One operation, as the store does it and as the SDK does. */
  private record Operation(String name, Call store, Call bare) {}

  /** Something that is measured. */
  private interface Call {
    void run() throws IOException;
  }

  private S3Overhead() {}

  /**
   * Serves canned answers, or measures.
   *
   * @param args {@code serve}; or an endpoint, the number of rounds, and of calls in each
   * @throws IOException when an answer cannot be read
   */
  public static void main(String[] args) throws IOException {
    if (args[0].equals("serve")) {
      serve();
    } else {
      measure(URI.create(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }
  }

  private static void serve() throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(any, 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", S3Overhead::answer);
    server.start();
    System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("ETag", "\"9e107d9d372bb6826bd81d3542a419d6\"");
      exchange.getResponseHeaders().set("Last-Modified", "Wed, 01 Jul 2026 10:00:00 GMT");
      exchange.getResponseHeaders().set("Cache-Control", "public, max-age=31536000, immutable");
      exchange.getResponseHeaders().set("x-amz-meta-sha256", "ab".repeat(32));
      body(exchange);
    }
  }

  private static void body(HttpExchange exchange) throws IOException {
    boolean listing = String.valueOf(exchange.getRequestURI().getQuery()).contains("list-type");
    String type = listing ? "application/xml" : "text/javascript";
    exchange.getResponseHeaders().set("Content-Type", type);
    switch (exchange.getRequestMethod()) {
      case "HEAD" -> {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(BODY.length));
        exchange.sendResponseHeaders(200, -1);
      }
      case "PUT" -> exchange.sendResponseHeaders(200, -1);
      default -> {
        byte[] body = listing ? listing() : BODY;
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static byte[] listing() {
    StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
    for (int i = 0; i < LISTED; i++) {
      xml.append("<Contents><Key>shop/js/chunk-").append(i).append(".js</Key>");
      xml.append("<LastModified>2026-07-01T10:00:00.000Z</LastModified>");
      xml.append("<ETag>\"9e107d9d372bb6826bd81d3542a419d6\"</ETag><Size>1024</Size></Contents>");
    }
    return xml.append("</ListBucketResult>").toString().getBytes(UTF_8);
  }

  private static void measure(URI endpoint, int rounds, int calls) throws IOException {
    try (AssetStore store = store(endpoint);
        S3Client client = client(endpoint)) {
      System.out.printf(
          "%-12s %12s %12s %12s %12s%n", "us CPU", "bare SDK", "S3Store", "difference", "spread");
      for (Operation each : operations(store, client)) {
        cpu(each.bare(), 8 * calls);
        cpu(each.store(), 8 * calls);
        print(each, rounds, calls);
      }
    }
  }

  private static void print(Operation operation, int rounds, int calls) throws IOException {
    List<Double> bare = new ArrayList<>();
    List<Double> store = new ArrayList<>();
    List<Double> difference = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      boolean bareFirst = round % 2 == 0;
      double first = cpu(bareFirst ? operation.bare() : operation.store(), calls);
      double second = cpu(bareFirst ? operation.store() : operation.bare(), calls);
      bare.add(bareFirst ? first : second);
      store.add(bareFirst ? second : first);
      difference.add((second - first) * (bareFirst ? 1 : -1));
    }
    System.out.printf(
        "%-12s %12.1f %12.1f %12.1f %5.1f..%5.1f%n",
        operation.name(),
        median(bare),
        median(store),
        median(difference),
        difference.stream().mapToDouble(each -> each).min().orElseThrow(),
        difference.stream().mapToDouble(each -> each).max().orElseThrow());
  }

  /** The CPU of this thread for a call, in microseconds: the SDK's client works in its caller's. */
  private static double cpu(Call call, int calls) throws IOException {
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < calls; i++) {
      call.run();
    }
    return (THREADS.getCurrentThreadCpuTime() - start) / 1_000.0 / calls;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static List<Operation> operations(AssetStore store, S3Client client) {
    AssetHeaders headers =
        new AssetHeaders(
            "text/javascript",
            Optional.of("public, max-age=31536000, immutable"),
            Optional.empty(),
            Map.of("sha256", "ab".repeat(32)));
    return List.of(
        new Operation(
            "stat",
            () -> store.stat(KEY),
            () -> client.headObject(head -> head.bucket("web").key(NAME))),
        new Operation("read 1 KiB", () -> read(store), () -> read(client)),
        new Operation(
            "put 1 KiB",
            () -> store.put(KEY, Content.of(BODY), headers, PutCondition.IF_ABSENT),
            () -> put(client, headers)),
        new Operation(
            "list 10",
            () -> store.list("js/", Optional.empty(), 1_000),
            () -> client.listObjectsV2(all -> all.bucket("web").prefix("shop/js/").maxKeys(1_000))));
  }

  private static void read(AssetStore store) throws IOException {
    try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      reader.body().readAllBytes();
    }
  }

  private static void read(S3Client client) throws IOException {
    try (ResponseInputStream<GetObjectResponse> in =
        client.getObject(get -> get.bucket("web").key(NAME))) {
      in.readAllBytes();
    }
  }

  private static void put(S3Client client, AssetHeaders headers) {
    client.putObject(
        put ->
            put.bucket("web")
                .key(NAME)
                .contentType(headers.contentType())
                .cacheControl(headers.cacheControl().orElseThrow())
                .metadata(headers.metadata())
                .ifNoneMatch("*"),
        RequestBody.fromBytes(BODY));
  }

  private static AssetStore store(URI endpoint) {
    Map<String, String> options =
        Map.of(
            "bucket", "web",
            "region", "us-east-1",
            "endpoint", endpoint.toString(),
            "anonymous", "true");
    return new S3Provider().open(new StoreConfig(options, "shop", Access.READ));
  }

  /** A client as the store makes its own, with the SDK's defaults for what costs nothing. */
  private static S3Client client(URI endpoint) {
    return S3Client.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClientBuilder(Apache5HttpClient.builder())
        .overrideConfiguration(all -> all.apiCallTimeout(Duration.ofSeconds(30)))
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
        .addPlugin(LegacyMd5Plugin.create())
        .build();
  }
}
