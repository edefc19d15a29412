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
      List.of("cas-two-processes", "stream-bounded-heap", "spi-read-writes-nothing");

  private final FolderProvider provider;
  private final List<Path> classPath;

  FolderBackend(FolderProvider provider) {
    this(provider, List.of(Path.of("target", "test-classes")));
  }

  private FolderBackend(FolderProvider provider, List<Path> classPath) {
    super(UnaryOperator.identity());
    this.provider = provider;
    this.classPath = classPath;
  }

  /** Announces a provider in a folder of its own, beside the one that is announced always. */
  static FolderBackend announcing(FolderProvider provider) {
    String type = provider.getClass().getName();
    Path folder = Path.of("target", "announced", type);
    Path services = folder.resolve("META-INF").resolve("services");
    try {
      Files.createDirectories(services);
      Files.writeString(services.resolve(AssetProvider.class.getName()), type + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FolderBackend(provider, List.of(Path.of("target", "test-classes"), folder));
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
    return Optional.of(new SecondProcess(type, FolderBackend::config, classPath));
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
