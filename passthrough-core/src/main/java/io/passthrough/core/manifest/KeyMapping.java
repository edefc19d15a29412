package io.passthrough.core.manifest;

import io.passthrough.api.AssetKey;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.util.List;
import java.util.Optional;

/**
 * From a path under the root to a key and back: the key is the mount and the path, less the base.
 *
 * @param mount the URL path at which the root is mounted, beginning and ending with {@code /}
 * @param base the URL path under which assets lie, beginning and ending with {@code /}
 */
record KeyMapping(String mount, String base) {

  /** The key of a file, or empty when it does not lie under the base. */
  Optional<AssetKey> key(String path) {
    String url = mount + path;
    return url.startsWith(base)
        ? Optional.of(legal(url.substring(base.length())))
        : Optional.empty();
  }

  /** A path is legal as a key, but with the mount before it it may be too long. */
  private static AssetKey legal(String key) {
    return AssetKey.parse(key)
        .orElseThrow(
            () ->
                new PassthroughException(
                    Kind.INPUT,
                    "Illegal key: " + AssetKey.fault(key).orElse("") + ", '" + key + "'",
                    "give the file a shorter path, or move it out of gateway.assets.base"));
  }

  /** The folder under the root in which assets lie, or empty when the base holds all of it. */
  String assetFolder() {
    return base.startsWith(mount) ? base.substring(mount.length()) : "";
  }

  /** The URL path of the folder that holds all the paths. */
  String commonBase(List<String> paths) {
    if (paths.isEmpty()) {
      return mount;
    }
    String common = folder(paths.get(0));
    for (String path : paths) {
      while (!path.startsWith(common)) {
        common = folder(common.substring(0, common.length() - 1));
      }
    }
    return mount + common;
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
