import static java.nio.charset.StandardCharsets.UTF_8;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.scan.ScannedRelease;
import io.passthrough.core.store.AssetStores;
import io.passthrough.core.store.MemoryStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What commands and a gateway cost by the number of releases in a store. See bench/README.md. */
public final class Growth {

  private static final String BUCKET = "web";
  private static final int KEYS = 500;
  private static final int CHANGED = 50;
  private static final int MUTABLE = 20;
  private static final String FIRST = "locales/first.json";

  private final String program;
  private final int latency;
  private final Path work;
  private final FakeS3 s3 = new FakeS3(BUCKET);
  private final Random chance = new Random(7);
  private final Map<String, String> files = new HashMap<>();

  private Growth(String program, int latency, Path work) {
    this.program = program;
    this.latency = latency;
    this.work = work;
  }

  /**
   * Measures one store.
   *
   * @param args the program, milliseconds a call, a folder to work in, and the number of releases
   */
  public static void main(String[] args) throws Exception {
    Growth growth = new Growth(args[0], Integer.parseInt(args[1]), Path.of(args[2]));
    growth.measure(Integer.parseInt(args[3]));
    System.exit(0);
  }

  private void measure(int releases) throws Exception {
    s3.start();
    fill(releases);
    build();
    s3.latency = latency;
    System.err.println(
        "Measuring with " + releases + " releases, " + s3.objects.size() + " objects");
    List<String> cells = new ArrayList<>(List.of(Integer.toString(releases)));
    cells.add(calls("publish", "--from", work.resolve("build").toString(), "--release", "next"));
    cells.add(calls("activate", "next"));
    cells.add(calls("rollback"));
    cells.add(calls("releases"));
    cells.addAll(gateway(true));
    s3.objects.keySet().removeIf(key -> key.contains("/checkpoints/"));
    cells.addAll(gateway(false));
    System.out.println(String.join("\t", cells));
  }

  /** Writes the history in memory, as that takes seconds, and hands it to the server. */
  private void fill(int releases) throws IOException {
    for (int i = 0; i < MUTABLE - 1; i++) {
      files.put("locales/l" + i + ".json", "0");
    }
    for (int i = 0; i < KEYS - MUTABLE; i++) {
      files.put(chunk(i), "chunk " + i);
    }
    try (AssetStore store = AssetStores.guarded(new MemoryStore())) {
      Pipeline pipeline = new Pipeline(store, 16, PipelineListener.NONE);
      for (int release = 1; release <= releases; release++) {
        change(release);
        publish(pipeline, release);
      }
      s3.copy(store, "shop/");
    }
  }

  private String chunk(int number) {
    return String.format("js/chunk-%d.%08xa1.js", number, chance.nextInt());
  }

  private void change(int release) {
    List<String> names =
        files.keySet().stream().filter(key -> key.startsWith("js/")).sorted().toList();
    chance.ints(0, names.size()).distinct().limit(CHANGED).forEach(i -> replace(names.get(i)));
    for (int i = 0; i < 3; i++) {
      files.put("locales/l" + i + ".json", Integer.toString(release));
    }
    files.remove(FIRST);
    if (release == 1) {
      files.put(FIRST, "first");
    }
  }

  private void replace(String name) {
    files.remove(name);
    String key = chunk(Integer.parseInt(name.replaceAll("js/chunk-([0-9]+)\\..*", "$1")));
    files.put(key, key);
  }

  private void publish(Pipeline pipeline, int release) {
    List<ManifestAsset> assets = new ArrayList<>();
    Map<AssetKey, Content> contents = new HashMap<>();
    files.forEach(
        (name, text) -> {
          byte[] bytes = text.getBytes(UTF_8);
          boolean fixed = name.startsWith("js/");
          AssetKey key = AssetKey.of(name);
          contents.put(key, Content.of(bytes));
          assets.add(
              new ManifestAsset(
                  key,
                  fixed ? AssetKind.FINGERPRINTED : AssetKind.MUTABLE,
                  bytes.length,
                  Sha256.of(bytes),
                  fixed ? "text/javascript; charset=utf-8" : "application/json; charset=utf-8",
                  List.of(),
                  Optional.empty(),
                  List.of()));
        });
    ReleaseName name = ReleaseName.of("r" + release);
    pipeline.publish(
        new ScannedRelease(assets, Map.of(), contents, Map.of(), List.of()), Optional.of(name));
    pipeline.activate(name, EnvironmentName.DEFAULT);
  }

  /** Writes the build of the next release, and a configuration. */
  private void build() throws IOException {
    Path build = work.resolve("build");
    for (int i = 0; i < CHANGED; i++) {
      files.put(String.format("js/fresh-%d.%08xb2.js", i, chance.nextInt()), "fresh " + i);
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = build.resolve("static").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Files.writeString(build.resolve("index.html"), "<p>next");
    Files.createDirectories(work.resolve("root"));
    Files.writeString(work.resolve("root/index.html"), "<p>root");
    Files.writeString(
        work.resolve("p.yaml"),
        "gateway:\n  root: root\n  listener: {port: 0}\n  assets:\n    s3: {bucket: web, key: shop,"
            + " region: us-east-1, path_style: true, endpoint: \""
            + s3.endpoint()
            + "\"}\npublish: {concurrency: 32}\n");
  }

  private ProcessBuilder process(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--config", work.resolve("p.yaml").toString()));
    ProcessBuilder process =
        new ProcessBuilder(command).redirectError(work.resolve("err").toFile());
    process.environment().put("AWS_ACCESS_KEY_ID", "bench");
    process.environment().put("AWS_SECRET_ACCESS_KEY", "bench-secret");
    process.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    return process;
  }

  /** Runs a command; its calls, list pages apart, and those. */
  private String calls(String... arguments) throws Exception {
    s3.reset();
    long start = System.nanoTime();
    Process process = process(arguments).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (process.waitFor() != 0) {
      System.err.print(Files.readString(work.resolve("err")));
      return "failed";
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    return String.format("%d+%d %.1fs", s3.calls.get(), s3.lists.get(), millis / 1000.0);
  }

  /** Runs a gateway until it knows the oldest release, and then for some refreshes. */
  private List<String> gateway(boolean refreshes) throws Exception {
    Process process = process("serve").start();
    try (BufferedReader out = process.inputReader()) {
      URI base =
          URI.create(String.valueOf(out.readLine()).replace("Listening on ", "") + "/static/");
      long start = System.nanoTime();
      while (status(base.resolve(FIRST)) != 200) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      List<String> cells = new ArrayList<>(List.of(String.format("%.1fs", millis / 1000.0)));
      if (refreshes) {
        TimeUnit.SECONDS.sleep(3);
        s3.reset();
        TimeUnit.SECONDS.sleep(40);
        cells.add(String.format("%.1f", (s3.calls.get() + s3.lists.get()) / 4.0));
      }
      return cells;
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static int status(URI uri) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }
}
