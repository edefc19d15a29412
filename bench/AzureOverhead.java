import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import com.sun.management.OperatingSystemMXBean;
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
import io.passthrough.azure.AzureProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/** The store's own CPU per operation, beside the bare SDK's. See bench/README.md. */
public final class AzureOverhead {

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
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

  private AzureOverhead() {}

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
    server.createContext("/", AzureOverhead::answer);
    server.start();
    System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("ETag", "\"0x8DE1B2C3D4E5F60\"");
      exchange.getResponseHeaders().set("Last-Modified", "Wed, 01 Jul 2026 10:00:00 GMT");
      exchange.getResponseHeaders().set("Cache-Control", "public, max-age=31536000, immutable");
      exchange.getResponseHeaders().set("x-ms-meta-sha256", "ab".repeat(32));
      body(exchange);
    }
  }

  private static void body(HttpExchange exchange) throws IOException {
    boolean listing = String.valueOf(exchange.getRequestURI().getQuery()).contains("comp=list");
    String type = listing ? "application/xml" : "text/javascript";
    exchange.getResponseHeaders().set("Content-Type", type);
    switch (exchange.getRequestMethod()) {
      case "HEAD" -> {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(BODY.length));
        exchange.sendResponseHeaders(200, -1);
      }
      case "PUT" -> exchange.sendResponseHeaders(201, -1);
      default -> {
        byte[] body = listing ? listing() : BODY;
        boolean part = exchange.getRequestHeaders().containsKey("x-ms-range");
        if (part) {
          String range = "bytes 0-" + (body.length - 1) + "/" + body.length;
          exchange.getResponseHeaders().set("Content-Range", range);
        }
        exchange.sendResponseHeaders(part ? 206 : 200, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static byte[] listing() {
    StringBuilder xml = new StringBuilder("<EnumerationResults><Blobs>");
    for (int i = 0; i < LISTED; i++) {
      xml.append("<Blob><Name>shop/js/chunk-").append(i).append(".js</Name><Properties>");
      xml.append("<Last-Modified>Wed, 01 Jul 2026 10:00:00 GMT</Last-Modified>");
      xml.append("<Etag>0x8DE1B2C3D4E5F60</Etag><Content-Length>1024</Content-Length>");
      xml.append("</Properties></Blob>");
    }
    return xml.append("</Blobs><NextMarker/></EnumerationResults>").toString().getBytes(UTF_8);
  }

  private static void measure(URI endpoint, int rounds, int calls) throws IOException {
    BlobContainerClient client = client(endpoint);
    try (AssetStore store = store(endpoint)) {
      System.out.printf(
          "%-12s %12s %12s %12s %12s%n", "us CPU", "bare SDK", "AzureStore", "difference", "spread");
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

  /** The CPU of the process for a call, in microseconds: the JDK's client has threads of its own. */
  private static double cpu(Call call, int calls) throws IOException {
    long start = PROCESS.getProcessCpuTime();
    for (int i = 0; i < calls; i++) {
      call.run();
    }
    return (PROCESS.getProcessCpuTime() - start) / 1_000.0 / calls;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static List<Operation> operations(AssetStore store, BlobContainerClient client) {
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
            () -> client.getBlobClient(NAME).getPropertiesWithResponse(null, null, null)),
        new Operation("read 1 KiB", () -> read(store), () -> read(client)),
        new Operation(
            "put 1 KiB",
            () -> store.put(KEY, Content.of(BODY), headers, PutCondition.IF_ABSENT),
            () -> put(client, headers)),
        new Operation(
            "list 10",
            () -> store.list("js/", Optional.empty(), 1_000),
            () -> list(client)));
  }

  private static void list(BlobContainerClient client) {
    ListBlobsOptions options = new ListBlobsOptions().setPrefix("shop/js/").setMaxResultsPerPage(1_000);
    client.listBlobs(options, null, null).iterableByPage().iterator().next();
  }

  private static void read(AssetStore store) throws IOException {
    try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      reader.body().readAllBytes();
    }
  }

  private static void read(BlobContainerClient client) throws IOException {
    try (InputStream in = client.getBlobClient(NAME).openInputStream()) {
      in.readAllBytes();
    }
  }

  private static void put(BlobContainerClient client, AssetHeaders headers) {
    client
        .getBlobClient(NAME)
        .getBlockBlobClient()
        .uploadWithResponse(
            new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(BODY))
                .setHeaders(
                    new BlobHttpHeaders()
                        .setContentType(headers.contentType())
                        .setCacheControl(headers.cacheControl().orElseThrow()))
                .setMetadata(headers.metadata())
                .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*")),
            null,
            null);
  }

  private static AssetStore store(URI endpoint) {
    Map<String, String> options =
        Map.of("container", "web", "endpoint", endpoint + "/account", "anonymous", "true");
    return new AzureProvider().open(new StoreConfig(options, "shop", Access.READ));
  }

  /** A client as the store makes its own, with the SDK's defaults for what costs nothing. */
  private static BlobContainerClient client(URI endpoint) {
    return new BlobContainerClientBuilder()
        .endpoint(endpoint + "/account")
        .containerName("web")
        .serviceVersion(BlobServiceVersion.V2026_06_06)
        .configuration(Configuration.NONE)
        .retryOptions(
            new RequestRetryOptions(RetryPolicyType.FIXED, 1, (Integer) null, null, null, null))
        .httpClient(
            new JdkHttpClientBuilder()
                .configuration(Configuration.NONE)
                .responseTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ofSeconds(10))
                .build())
        .setAnonymousAccess()
        .buildClient();
  }
}
