package io.passthrough.tck;

import io.passthrough.api.Access;
import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The reference in memory, but for the cases with a second process: those share files. */
final class FolderBackend extends MemoryBackend {

  private static final Path FOLDER = Path.of("target", "two-processes").toAbsolutePath();

  private static final List<String> SHARED = List.of("cas-two-processes", "stream-bounded-heap");

  private final FolderProvider provider;

  FolderBackend(FolderProvider provider) {
    super(UnaryOperator.identity());
    this.provider = provider;
  }

  @Override
  public AssetStore open(String namespace) {
    return SHARED.stream().anyMatch(namespace::startsWith)
        ? provider.open(config(namespace))
        : super.open(namespace);
  }

  @Override
  public Optional<SecondProcess> secondProcess() {
    Class<? extends AssetProvider> type = provider.getClass();
    List<Path> tests = List.of(Path.of("target", "test-classes"));
    return Optional.of(new SecondProcess(type, FolderBackend::config, tests));
  }

  private static StoreConfig config(String namespace) {
    return new StoreConfig(Map.of("path", FOLDER.toString()), namespace, Access.WRITE);
  }
}
