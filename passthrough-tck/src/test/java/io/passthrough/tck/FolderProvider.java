package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import io.passthrough.api.Version;
import io.passthrough.core.store.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/**
 * Files in a folder, as far as two processes that create the same object need it. The body is its
 * own version.
 */
class FolderProvider implements AssetProvider {

  @Override
  public String name() {
    return "folder";
  }

  @Override
  public Set<StoreOption> options() {
    return Set.of();
  }

  @Override
  public AssetStore open(StoreConfig config) {
    return new Store(Path.of(config.required("path")).resolve(config.prefix()), this);
  }

  /** Publishes an uploaded file, unless there is one already. */
  void create(Path uploaded, Path file) throws IOException {
    Files.createLink(file, uploaded);
  }

  /** Looks, uploads, and then replaces whatever is there by then. */
  static final class Hasty extends FolderProvider {
    @Override
    void create(Path uploaded, Path file) throws IOException {
      Files.move(uploaded, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static final class Store extends Forwarding {
    private final Path folder;
    private final FolderProvider provider;

    Store(Path folder, FolderProvider provider) {
      super(new MemoryStore());
      this.folder = folder;
      this.provider = provider;
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      try {
        byte[] bytes = Files.readAllBytes(folder.resolve(key.value()));
        Version version = version(bytes);
        AssetHeaders headers = Handle.TEXT;
        return Altered.reader(
            new AssetInfo(key, bytes.length, Instant.EPOCH, version, headers), bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Version version(byte[] bytes) {
      return new Version("h" + Arrays.hashCode(bytes));
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      Path file = folder.resolve(key.value());
      Path uploaded = folder.resolve("upload-" + UUID.randomUUID());
      try {
        Files.createDirectories(file.getParent());
        if (Files.exists(file)) {
          throw Altered.failure(Kind.CONDITION_FAILED, "put", key);
        }
        byte[] bytes = Altered.bytes(content);
        Files.write(uploaded, bytes);
        provider.create(uploaded, file);
        return version(bytes);
      } catch (FileAlreadyExistsException e) {
        throw Altered.failure(Kind.CONDITION_FAILED, "put", key);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
