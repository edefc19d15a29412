package io.passthrough.spring;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.Configurations;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.store.AssetStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Two releases of a frontend in a store of files; the second one is the application's own. */
final class Rollout {

  static final String OLD_SCRIPT = "static/js/main.0a1b2c3d.chunk.js";
  static final String OWN_SCRIPT = "static/js/main.4e5f6a7b.chunk.js";
  static final String OLD_BIG = "static/media/photo.1a2b3c4d.jpg";
  static final String OLD_PLAN = "static/media/plan.5e6f7a8b.jpg";
  static final String OWN_STYLE = "static/css/main.9c8d7e6f.css";
  static final String OLD_TEXT = "console.log('old');\n".repeat(100);
  static final String OWN_TEXT = "console.log('own');\n".repeat(100);
  static final byte[] BIG = bytes(3 << 20);

  private final Path folder;

  private Rollout(Path folder) {
    this.folder = folder;
  }

  /** Publishes both releases, and activates the second one. */
  static Rollout in(Path folder) throws IOException {
    Rollout rollout = new Rollout(folder);
    rollout.write("old/" + OLD_SCRIPT, OLD_TEXT.getBytes());
    rollout.write("old/" + OLD_BIG, BIG);
    rollout.write("old/" + OLD_PLAN, BIG);
    rollout.write("own/" + OWN_SCRIPT, OWN_TEXT.getBytes());
    rollout.write("own/" + OWN_STYLE, "body { color: red }\n".getBytes());
    rollout.write("own/static/robots.txt", "User-agent: *\n".getBytes());
    rollout.write(
        "own/static/asset-manifest.json",
        """
        {"files": {"main.js": "/static/js/main.4e5f6a7b.chunk.js",
                   "main.css": "/static/css/main.9c8d7e6f.css"}}
        """
            .getBytes());
    rollout.write("own/index.html", "<h1>Own</h1>\n".getBytes());
    rollout.publish("old", "1");
    rollout.publish("own", "2");
    return rollout;
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  void write(String file, byte[] bytes) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, bytes);
  }

  private void publish(String build, String name) {
    PassthroughConfig config =
        Configurations.of(
            Map.of("gateway", Map.of("assets", Map.of("fs", Map.of("path", store().toString())))),
            "The test's configuration",
            folder);
    try (AssetStore store = AssetStores.open(config.requireStore(), Access.WRITE);
        Build files = Build.open(folder.resolve(build))) {
      Pipeline pipeline = new Pipeline(store, 4, PipelineListener.NONE);
      pipeline.publish(
          ReleaseScanner.scan(files, config.scanRules(Optional.empty())),
          Optional.of(ReleaseName.of(name)));
      pipeline.activate(ReleaseName.of(name), EnvironmentName.DEFAULT);
    }
  }

  /** Returns the folder of the application's own files. */
  Path own() {
    return folder.resolve("own");
  }

  Path store() {
    return folder.resolve("store");
  }
}
