import static java.nio.charset.StandardCharsets.UTF_8;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.record.Action;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.AttemptId;
import io.passthrough.core.record.CacheControl;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.OpenName;
import io.passthrough.core.record.Opened;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.record.StoredObject;
import io.passthrough.core.store.AssetStores;
import io.passthrough.core.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What prune costs in a long history, and a publish after it. See bench/README.md. */
public final class PruneGrowth {

  private final String program;
  private final Path work;
  private final FakeS3 s3 = new FakeS3("web");
  private final Random chance = new Random(7);
  private final Map<Integer, String> files = new TreeMap<>();
  private final Map<String, StoredObject> objects = new HashMap<>();
  private Instant now = Instant.now().minus(Duration.ofDays(1_000));

  private PruneGrowth(String program, Path work) {
    this.program = program;
    this.work = work;
  }

  /**
   * Measures one history.
   *
   * @param args the program, a folder to work in, and the numbers of releases, of files in each,
   *     and of different files
   */
  public static void main(String[] args) throws Exception {
    new PruneGrowth(args[0], Path.of(args[1]))
        .measure(
            Integer.parseInt(args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[4]));
    System.exit(0);
  }

  private void measure(int releases, int perRelease, int different) throws Exception {
    s3.start();
    InstantSource source = () -> now;
    Clock clock = source.withZone(ZoneOffset.UTC);
    try (AssetStore store = AssetStores.guarded(new MemoryStore(clock))) {
      fill(store, releases, perRelease, (different - perRelease) / Math.max(1, releases - 1));
      s3.copy(store, "shop/");
    }
    System.err.println("Measuring with " + s3.objects.size() + " objects");
    build();
    String last = "r" + releases;
    String[] publish = {"publish", "--from", work.resolve("build").toString(), "--release", last};
    row("alone", "publish", run("alone", publish));
    row("alone", "activate", run("alone", "activate", last));
    s3.latency = 50;
    row("alone", "publish again", run("alone", publish));
    row("history", "prune of nothing", run("shop", "prune"));
    row("history", "publish again", run("shop", publish));
    s3.latency = 20;
    row("history", "prune --dry-run", run("shop", "prune", "--dry-run", "--releases", "10"));
    row("history", "prune", run("shop", "prune", "--releases", "10", "--force"));
    row("history", "prune again", run("shop", "prune", "--releases", "10"));
    System.err.println("Left are " + s3.objects.size() + " objects");
  }

  private static void row(String store, String command, String cost) {
    System.out.println(store + "\t" + command + "\t" + cost);
  }

  private void fill(AssetStore store, int releases, int perRelease, int changed) {
    for (int i = 0; i < perRelease; i++) {
      files.put(i, chunk(i));
    }
    RecordStore records = new RecordStore(store);
    for (int release = 1; release <= releases; release++) {
      if (release > 1) {
        chance
            .ints(0, perRelease)
            .distinct()
            .limit(changed)
            .forEach(i -> files.put(i, chunk(i)));
      }
      publish(store, records, release);
      now = now.plus(Duration.ofDays(1));
    }
  }

  private String chunk(int number) {
    return String.format("js/chunk-%d.%08xa1.js", number, chance.nextInt());
  }

  /** Writes what a publish and an activation leave, without their looks at all that was before. */
  private void publish(AssetStore store, RecordStore records, int number) {
    List<ManifestAsset> assets = new ArrayList<>();
    List<StoredObject> stored = new ArrayList<>();
    for (String name : files.values()) {
      Sha256 sha256 = Sha256.of(name.getBytes(UTF_8));
      assets.add(asset(name, sha256));
      stored.add(objects.computeIfAbsent(name, it -> put(store, it, sha256)));
    }
    ReleaseName release = ReleaseName.of("r" + number);
    AttemptId attempt = AttemptId.of(UUID.randomUUID());
    var unused =
        records.putIfAbsent(
                new ManifestName(release), ReleaseManifest.of(Optional.of(release), assets), now)
            && records.putIfAbsent(
                new OpenName(release, attempt), new Opened(Action.PUBLISH, "bench"), now)
            && records.putIfAbsent(
                new ActivationName(EnvironmentName.DEFAULT, number),
                new Activation(number, release, attempt, Action.ACTIVATE, Optional.empty(), now),
                now)
            && records.putIfAbsent(
                new OutcomeName(release, attempt),
                new Outcome(Outcome.State.READY, stored, Optional.empty(), now),
                now);
  }

  private static ManifestAsset asset(String name, Sha256 sha256) {
    return new ManifestAsset(
        AssetKey.of(name),
        AssetKind.FINGERPRINTED,
        name.length(),
        sha256,
        "text/javascript; charset=utf-8",
        List.of(),
        Optional.empty(),
        List.of());
  }

  private static StoredObject put(AssetStore store, String name, Sha256 sha256) {
    AssetKey key = AssetKey.of(name);
    AssetHeaders headers =
        AssetHeaders.of("text/javascript; charset=utf-8")
            .withCacheControl(CacheControl.IMMUTABLE.value())
            .withMetadata(StoreLayout.metadata(sha256));
    return new StoredObject(
        key,
        store.put(key, Content.of(name.getBytes(UTF_8)), headers, PutCondition.ALWAYS),
        Optional.empty());
  }

  /** Writes the build of the last release, and a configuration for each store. */
  private void build() throws IOException {
    Path build = work.resolve("build");
    for (String file : files.values()) {
      Path path = build.resolve("static").resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file);
    }
    Files.writeString(build.resolve("index.html"), "<p>last");
    for (String prefix : List.of("alone", "shop")) {
      Files.writeString(
          work.resolve(prefix + ".yaml"),
          "gateway:\n  assets:\n    s3: {bucket: web, key: "
              + prefix
              + ", region: us-east-1, path_style: true, endpoint: \""
              + s3.endpoint()
              + "\"}\npublish: {concurrency: 32}\n"
              + "retention: {releases: 1000, max_age: 0s, staging: 0s}\n");
    }
  }

  /** Runs a command; its calls, list pages apart, those, and the seconds. */
  private String run(String store, String... arguments) throws Exception {
    s3.reset();
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--config", work.resolve(store + ".yaml").toString()));
    ProcessBuilder process = new ProcessBuilder(command);
    process.redirectError(work.resolve("err").toFile());
    process.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    process.environment().put("JAVA_TOOL_OPTIONS", "-Xmx256m");
    long start = System.nanoTime();
    if (process.start().waitFor() != 0) {
      System.err.print(Files.readString(work.resolve("err")));
      return "failed";
    }
    double seconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 1000.0;
    return String.format("%d+%d\t%.1fs", s3.calls.get(), s3.lists.get(), seconds);
  }
}
