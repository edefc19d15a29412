import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.api.client.http.apache.v2.ApacheHttpTransport;
import com.google.cloud.NoCredentials;
import com.google.cloud.ReadChannel;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.StorageOptions;
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
import io.passthrough.gcs.GcsProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/** The store's own CPU per operation, beside the bare SDK's. See bench/README.md. */
public final class GcsOverhead {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final AssetKey KEY = AssetKey.of("js/app.js");
  private static final String NAME = "shop/js/app.js";
  private static final byte[] BODY = new byte[1024];
  private static final String CRC32C = "7q7efA==";
  private static final int LISTED = 10;

  /** One operation, as the store does it and as the SDK does. */
  private record Operation(String name, Call store, Call bare) {}

  /** Something that is measured. */
  private interface Call {
    void run() throws IOException;
  }

  private GcsOverhead() {}

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
    server.createContext("/", GcsOverhead::answer);
    server.start();
    System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      boolean media = query.contains("alt=media");
      String type = media ? "text/javascript" : "application/json; charset=UTF-8";
      byte[] body = media ? BODY : query.contains("prefix=") ? listing() : object(NAME);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] object(String name) {
    return """
        {"kind":"storage#object","bucket":"web","name":"%s","generation":"1795906987069773",
         "size":"1024","contentType":"text/javascript","crc32c":"%s",
         "cacheControl":"public, max-age=31536000, immutable","metadata":{"sha256":"%s"},
         "timeCreated":"2026-07-01T10:00:00.000Z"}"""
        .formatted(name, CRC32C, "ab".repeat(32))
        .getBytes(UTF_8);
  }

  private static byte[] listing() {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < LISTED; i++) {
      items.add(new String(object("shop/js/chunk-" + i + ".js"), UTF_8));
    }
    return ("{\"items\":[" + String.join(",", items) + "]}").getBytes(UTF_8);
  }

  private static void measure(URI endpoint, int rounds, int calls) throws IOException {
    Storage client = client(endpoint);
    try (AssetStore store = store(endpoint)) {
      System.out.printf(
          "%-12s %12s %12s %12s %12s%n", "us CPU", "bare SDK", "GcsStore", "difference", "spread");
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

  private static List<Operation> operations(AssetStore store, Storage client) {
    AssetHeaders headers =
        new AssetHeaders(
            "text/javascript",
            Optional.of("public, max-age=31536000, immutable"),
            Optional.empty(),
            Map.of("sha256", "ab".repeat(32)));
    return List.of(
        new Operation("stat", () -> store.stat(KEY), () -> get(client)),
        new Operation("read 1 KiB", () -> read(store), () -> read(client)),
        new Operation(
            "put 1 KiB",
            () -> store.put(KEY, Content.of(BODY), headers, PutCondition.IF_ABSENT),
            () -> put(client, headers)),
        new Operation(
            "list 10", () -> store.list("js/", Optional.empty(), 1_000), () -> list(client)));
  }

  private static void read(AssetStore store) throws IOException {
    try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      reader.body().readAllBytes();
    }
  }

  private static Blob get(Storage client) {
    return client.get(
        BlobId.of("web", NAME),
        BlobGetOption.fields(
            BlobField.NAME,
            BlobField.SIZE,
            BlobField.TIME_CREATED,
            BlobField.GENERATION,
            BlobField.CONTENT_TYPE,
            BlobField.CACHE_CONTROL,
            BlobField.CONTENT_ENCODING,
            BlobField.METADATA,
            BlobField.CRC32C));
  }

  /** Headers and bytes are two requests of the SDK's. */
  private static void read(Storage client) throws IOException {
    Blob blob = get(client);
    BlobId generation = BlobId.of("web", NAME, blob.getGeneration());
    try (ReadChannel channel =
        client.reader(generation, BlobSourceOption.shouldReturnRawInputStream(true))) {
      channel.setChunkSize(0);
      Channels.newInputStream(channel).readAllBytes();
    }
  }

  private static void put(Storage client, AssetHeaders headers) {
    BlobInfo blob =
        BlobInfo.newBuilder(BlobId.of("web", NAME))
            .setContentType(headers.contentType())
            .setCacheControl(headers.cacheControl().orElseThrow())
            .setMetadata(headers.metadata())
            .build();
    client.create(
        blob, BODY, BlobTargetOption.disableGzipContent(), BlobTargetOption.doesNotExist());
  }

  private static void list(Storage client) {
    client
        .list(
            "web",
            BlobListOption.prefix("shop/js/"),
            BlobListOption.pageSize(1_000),
            BlobListOption.fields(
                BlobField.NAME, BlobField.SIZE, BlobField.TIME_CREATED, BlobField.GENERATION))
        .getValues()
        .forEach(Blob::getName);
  }

  private static AssetStore store(URI endpoint) {
    Map<String, String> options =
        Map.of("bucket", "web", "endpoint", endpoint.toString(), "anonymous", "true");
    return new GcsProvider().open(new StoreConfig(options, "shop", Access.READ));
  }

  /** A client over the same kind of HTTP client as the store's own. */
  private static Storage client(URI endpoint) {
    return StorageOptions.http()
        .setHost(endpoint.toString())
        .setProjectId("passthrough")
        .setCredentials(NoCredentials.getInstance())
        .setTransportOptions(
            HttpTransportOptions.newBuilder()
                .setHttpTransportFactory(ApacheHttpTransport::new)
                .build())
        .build()
        .getService();
  }
}
