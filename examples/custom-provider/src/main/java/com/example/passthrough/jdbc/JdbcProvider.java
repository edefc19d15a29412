package com.example.passthrough.jdbc;

import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import java.util.Set;

/** Opens stores that are a table: an object is a row, found by the bytes of its name. */
public final class JdbcProvider implements AssetProvider {

  /** Makes the provider; connects to nothing. */
  public JdbcProvider() {}

  /** Returns {@code jdbc}. */
  @Override
  public String name() {
    return "jdbc";
  }

  /** Returns {@code url}, {@code user}, {@code password}, {@code table} and two limits. */
  @Override
  public Set<StoreOption> options() {
    return JdbcOptions.ALL;
  }

  @Override
  public AssetStore open(StoreConfig config) {
    return JdbcStore.open(JdbcOptions.of(config));
  }
}
