package io.passthrough.fs;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/** What a store in a folder is opened with. */
record FsOptions(Path path, String prefix, Access access) {

  private static final String PATH = "path";

  static final Set<StoreOption> ALL =
      Set.of(
          StoreOption.required(
              PATH,
              StoreOption.Type.PATH,
              "The folder that holds the assets; made when it is missing."));

  FsOptions {
    path = path.toAbsolutePath().normalize();
  }

  static FsOptions of(StoreConfig config) {
    String path = config.required(PATH);
    try {
      return new FsOptions(Path.of(path), config.prefix(), config.access());
    } catch (InvalidPathException e) {
      throw AssetStoreException.of(Kind.INVALID, "open", "fs:" + path)
          .cause(e)
          .because("the option 'path' is no path (" + e.getReason() + ")");
    }
  }

  /** The store's name for people. */
  String storeName() {
    return "fs:" + (prefix.isEmpty() ? path : path.resolve(prefix));
  }
}
