package io.passthrough.fs;

import io.passthrough.api.Access;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import io.passthrough.tck.AssetProviderTck;
import io.passthrough.tck.Harness;
import io.passthrough.tck.LinkPlanting;
import io.passthrough.tck.NativeAccess;
import io.passthrough.tck.SecondProcess;
import io.passthrough.tck.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;

/** The kit's cases on this machine's disk. */
class FsTckTest extends AssetProviderTck {

  @TempDir static Path folder;

  @Override
  protected Harness harness() throws IOException {
    String volume = Files.getFileStore(folder).type();
    return new FolderHarness(folder, new Target("fs", volume, "-"));
  }

  private record FolderHarness(Path folder, Target target) implements Harness, NativeAccess {

    @Override
    public AssetStore open(String namespace) {
      return new FsProvider().open(config(namespace));
    }

    private StoreConfig config(String namespace) {
      return new StoreConfig(Map.of("path", folder.toString()), namespace, Access.WRITE);
    }

    @Override
    public Optional<SecondProcess> secondProcess() {
      return Optional.of(new SecondProcess(FsProvider.class, this::config, List.of()));
    }

    @Override
    public Optional<Supplier<AssetStore>> missingContainer() {
      return Optional.of(this::openAndLose);
    }

    private AssetStore openAndLose() {
      Path lost = folder.resolve(".passthrough-lost");
      AssetStore store =
          new FsProvider().open(new StoreConfig(Map.of("path", lost.toString()), "", Access.WRITE));
      try (var files = Files.walk(lost)) {
        files.sorted((one, other) -> other.compareTo(one)).forEach(FolderHarness::delete);
        return store;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path file) {
      try {
        Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Optional<BiFunction<String, Set<AssetKey>, AssetStore>> undeletable() {
      return Optional.of(this::openWithout);
    }

    private AssetStore openWithout(String namespace, Set<AssetKey> undeletable) {
      HookedVolume volume = HookedVolume.over(FileSystems.getDefault());
      volume.hook(
          (operation, file) -> {
            if (operation.equals("delete") && isAny(undeletable, folder.resolve(namespace), file)) {
              throw new AccessDeniedException(file.toString());
            }
          });
      return FsStore.open(new FsOptions(volume.wrap(folder), namespace, Access.WRITE));
    }

    private static boolean isAny(Set<AssetKey> keys, Path folder, Path file) {
      return keys.stream().anyMatch(key -> file.equals(folder.resolve(key.value())));
    }

    @Override
    public Optional<NativeAccess> nativeAccess() {
      return Optional.of(this);
    }

    @Override
    public Optional<LinkPlanting> links() {
      return Optional.of(
          (namespace, name, target) ->
              Files.createSymbolicLink(folder.resolve(namespace).resolve(name), target));
    }

    @Override
    public void plant(String namespace, String name, byte[] bytes) throws IOException {
      Path file = folder.resolve(namespace).resolve(name);
      Files.createDirectories(name.endsWith("/") ? file : file.getParent());
      if (!name.endsWith("/")) {
        Files.write(file, bytes);
      }
    }

    @Override
    public boolean remove(String namespace, String name) throws IOException {
      Path file = folder.resolve(namespace).resolve(name);
      try {
        Files.deleteIfExists(file);
      } catch (DirectoryNotEmptyException e) {
        return true;
      }
      return true;
    }

    @Override
    public Optional<byte[]> bytes(String namespace, String name) throws IOException {
      Path file = folder.resolve(namespace).resolve(name);
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    @Override
    public List<String> names(String namespace) throws IOException {
      Path place = folder.resolve(namespace);
      if (!Files.exists(place)) {
        return List.of();
      }
      try (var files = Files.walk(place)) {
        return files
            .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
            .map(file -> place.relativize(file).toString())
            .toList();
      }
    }
  }
}
