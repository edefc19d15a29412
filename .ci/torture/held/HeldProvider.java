package held;

import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import io.passthrough.fs.FsProvider;
import java.nio.file.Path;
import java.util.Set;

/** A folder as {@code fs} keeps it, of which one call is held: the step that is aimed at. */
public final class HeldProvider implements AssetProvider {

  private final AssetProvider fs = new FsProvider();

  /** Returns {@code held}. */
  @Override
  public String name() {
    return "held";
  }

  @Override
  public Set<StoreOption> options() {
    return fs.options();
  }

  @Override
  public AssetStore open(StoreConfig config) {
    return new HeldStore(fs.open(config), Aim.read(Path.of(System.getenv("TORTURE_AIM"))));
  }
}
