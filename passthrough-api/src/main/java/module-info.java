/** The storage-provider interface and the manifest types. */
module io.passthrough.api {
  requires static transitive org.jspecify;

  exports io.passthrough.api;
  exports io.passthrough.api.manifest;
}
