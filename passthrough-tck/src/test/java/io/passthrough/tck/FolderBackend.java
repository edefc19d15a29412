package io.passthrough.tck;

import io.passthrough.api.Access;
import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The reference in memory, but for the cases that load its provider: those share files. */
final class FolderBackend extends MemoryBackend {

  private static final Path FOLDER = Path.of("target", "two-processes").toAbsolutePath();

  private static final List<String> SHARED =
      List.of(
          "cas-two-processes",
          "stream-bounded-heap",
          "spi-read-writes-nothing",
          "consistency-other-process",
          "consistency-read-handle",
          "list-cursor-in-other-process",
          "keys-container-prefix");

  private final FolderProvider provider;

  FolderBackend(FolderProvider provider) {
    super(UnaryOperator.identity());
    this.provider = provider;
  }

  private static boolean isShared(String namespace) {
    return SHARED.stream().anyMatch(namespace::startsWith);
  }

  @Override
  public AssetStore open(String namespace) {
    return isShared(namespace) ? provider.open(config(namespace)) : super.open(namespace);
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

  @Override
  List<String> names(String namespace) {
    return isShared(namespace) ? files(FOLDER.resolve(namespace)) : super.names(namespace);
  }

  private static List<String> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
