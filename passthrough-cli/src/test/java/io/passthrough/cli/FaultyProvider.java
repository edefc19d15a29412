package io.passthrough.cli;

import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import io.passthrough.api.StoreOption.Type;
import io.passthrough.fs.FsProvider;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Opens folders with one fault, which an option names. */
public final class FaultyProvider implements AssetProvider {

  @Override
  public String name() {
    return "faulty";
  }

  @Override
  public Set<StoreOption> options() {
    return Set.of(
        StoreOption.required("path", Type.PATH, "The folder"),
        StoreOption.choice(
            "fault", Arrays.stream(Fault.values()).map(Fault::name).toList(), "What is wrong"),
        StoreOption.optional("endpoint", Type.URI, "Asked by nobody"),
        StoreOption.optional("forbidden_as_missing", Type.BOOLEAN, "Named by advice only"));
  }

  @Override
  public AssetStore open(StoreConfig config) {
    StoreConfig folder =
        new StoreConfig(Map.of("path", config.required("path")), config.prefix(), config.access());
    return new FaultyStore(new FsProvider().open(folder), Fault.valueOf(config.required("fault")));
  }
}
