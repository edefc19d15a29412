package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import io.passthrough.api.StoreOption.Type;
import io.passthrough.api.Version;
import io.passthrough.core.store.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * Files in a folder, as far as two processes that create the same object need it. The body is its
 * own version.
 */
public class FolderProvider implements AssetProvider {

  static final StoreOption PATH = StoreOption.required("path", Type.PATH, "The folder.");

  /** For a service loader. */
  public FolderProvider() {}

  @Override
  public String name() {
    return "folder";
  }

  @Override
  public Set<StoreOption> options() {
    return Set.of(PATH);
  }

  @Override
  public AssetStore open(StoreConfig config) {
    return new Store(Path.of(config.required("path")).resolve(config.prefix()), this);
  }

  /** Publishes an uploaded file, unless there is one already. */
  void create(Path uploaded, Path file) throws IOException {
    Files.createLink(file, uploaded);
  }

  /** Brings a body to the disk. */
  void upload(Content content, Path file) throws IOException {
    try (InputStream in = content.open()) {
      Files.copy(in, file);
    }
  }

  /** Reads the body into memory first. */
  public static final class Greedy extends FolderProvider {
    /** For a service loader. */
    public Greedy() {}

    @Override
    public String name() {
      return "greedy";
    }

    @Override
    void upload(Content content, Path file) throws IOException {
      Files.write(file, Altered.bytes(content));
    }
  }

  /** Looks, uploads, and then replaces whatever is there by then. */
  public static final class Hasty extends FolderProvider {
    /** For a service loader. */
    public Hasty() {}

    @Override
    public String name() {
      return "hasty";
    }

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
      Path file = folder.resolve(key.value());
      try {
        Version version = new Version(version(file));
        AssetInfo info =
            new AssetInfo(key, Files.size(file), Instant.EPOCH, version, RecordingStore.TEXT);
        InputStream body = Files.newInputStream(file);
        return Altered.reader(Altered.reader(info, new byte[0]), info, body);
      } catch (NoSuchFileException e) {
        throw Altered.failure(Kind.NOT_FOUND, "read", key);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String version(Path file) throws IOException {
      CRC32 sum = new CRC32();
      try (InputStream in = new CheckedInputStream(Files.newInputStream(file), sum)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return "h" + sum.getValue();
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
        provider.upload(content, uploaded);
        String version = version(uploaded);
        provider.create(uploaded, file);
        Files.deleteIfExists(uploaded);
        return new Version(version);
      } catch (FileAlreadyExistsException e) {
        throw Altered.failure(Kind.CONDITION_FAILED, "put", key);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
      keys.forEach(key -> delete(folder.resolve(key.value())));
      return super.delete(keys);
    }

    private static void delete(Path file) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
