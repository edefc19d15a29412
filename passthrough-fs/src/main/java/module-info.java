/** The file-system provider: a store is a folder, an object is a file under its own name. */
module io.passthrough.fs {
  requires transitive io.passthrough.api;
  requires static transitive org.jspecify;

  exports io.passthrough.fs;

  provides io.passthrough.api.AssetProvider with
      io.passthrough.fs.FsProvider;
}
