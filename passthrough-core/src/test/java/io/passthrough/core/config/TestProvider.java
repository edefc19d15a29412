package io.passthrough.core.config;

import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import io.passthrough.api.StoreOption.Type;
import java.util.List;
import java.util.Set;

/** A provider with an option of every type. */
final class TestProvider implements AssetProvider {

  @Override
  public String name() {
    return "acme";
  }

  @Override
  public Set<StoreOption> options() {
    return Set.of(
        StoreOption.required("bucket", Type.TEXT, "The bucket's name."),
        StoreOption.optional("path_style", Type.BOOLEAN, "whether the bucket is in the path"),
        StoreOption.optional("connections", Type.INTEGER, "the most connections"),
        StoreOption.optional("read_timeout", Type.DURATION, "the longest wait for bytes"),
        StoreOption.optional("ca_bundle", Type.PATH, "a file of certificates"),
        StoreOption.optional("endpoint", Type.URI, "where the server is"),
        StoreOption.choice("conditional_writes", List.of("auto", "none"), "whether to use them"),
        StoreOption.secret("pin", "the word that opens the bucket"));
  }

  @Override
  public AssetStore open(StoreConfig config) {
    throw new AssertionError("Reading a configuration opens no store");
  }
}
