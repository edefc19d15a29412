package io.passthrough.core.scan.bundler;

import io.passthrough.core.build.BuildFile;
import io.passthrough.core.build.Inventory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads what bundlers say about their outputs. A manifest is told by its shape and by naming files
 * that exist, never by its own name alone: {@code manifest.json} is as often a web app's.
 */
public final class BundlerManifests {

  private BundlerManifests() {}

  /**
   * Reads one manifest, or all that can be found.
   *
   * @param inventory the build
   * @param assetFolder the folder that assets lie in, under the root, ending with {@code /}, or
   *     empty for the root
   * @param named the manifest to read, or empty to look for them
   * @return what they say
   * @throws io.passthrough.core.PassthroughException when a named manifest cannot be read, is of no
   *     known format, names what does not exist or points outside
   */
  public static Outputs read(Inventory inventory, String assetFolder, Optional<Path> named) {
    Set<String> paths = new HashSet<>();
    inventory.build().files().forEach(file -> paths.add(file.path()));
    inventory.files().forEach(file -> paths.add(file.file().path()));
    Outputs outputs = new Outputs();
    if (named.isPresent()) {
      ManifestSource source = ManifestSource.named(named.get(), inventory.build());
      new ManifestReading(source, paths).required(outputs);
      return outputs;
    }
    for (BuildFile file : candidates(inventory, assetFolder)) {
      new ManifestReading(ManifestSource.found(file), paths).detected(outputs);
    }
    return outputs;
  }

  /**
   * JSON where bundlers write their manifests: in the root, in the folders down to the assets, with
   * a dot name, or with a name that says so. Anything else would mean to parse every translation.
   */
  private static List<BuildFile> candidates(Inventory inventory, String assetFolder) {
    List<BuildFile> candidates = new ArrayList<>();
    Stream.concat(
            inventory.build().hidden().stream(),
            inventory.build().files().stream()
                .filter(file -> file.path().endsWith(".json"))
                .filter(file -> isLikely(file.path(), assetFolder)))
        .filter(file -> file.size() <= ManifestSource.MAX_BYTES)
        .forEach(candidates::add);
    return candidates;
  }

  private static boolean isLikely(String path, String assetFolder) {
    int slash = path.lastIndexOf('/') + 1;
    String name = path.substring(slash);
    return assetFolder.startsWith(path.substring(0, slash))
        || name.contains("manifest")
        || name.equals("staticfiles.json");
  }
}
