package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Files of plain text in a folder, as far as stores of two processes need them. The body's hash is
 * its version; what is uploaded lies beside the folder first.
 */
final class FolderStore implements AssetStore {

  private static final String CURSOR = "after:";

  private final Path root;
  private final String prefix;
  private final FolderProvider provider;

  FolderStore(Path root, String prefix, FolderProvider provider) {
    this.root = root;
    this.prefix = prefix.isEmpty() ? "" : prefix + "/";
    this.provider = provider;
  }

  private Path file(AssetKey key) {
    return root.resolve(provider.prefix(prefix) + key.value());
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    Path file = file(key);
    try {
      return Files.isRegularFile(file) ? Optional.of(info(key, file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AssetInfo info(AssetKey key, Path file) throws IOException {
    return new AssetInfo(
        key,
        Files.size(file),
        Files.getLastModifiedTime(file).toInstant(),
        new Version(hash(file)),
        RecordingStore.TEXT);
  }

  private static String hash(Path file) throws IOException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    Path file = file(key);
    try {
      AssetInfo info = info(key, file);
      InputStream body = Files.newInputStream(file);
      AssetReader closing = Altered.reader(info, new byte[0]);
      return Altered.reader(closing, info, body);
    } catch (NoSuchFileException e) {
      throw Altered.failure(Kind.NOT_FOUND, "read", key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    Path file = file(key);
    Path uploaded = root.resolveSibling("uploads").resolve(UUID.randomUUID().toString());
    try {
      Files.createDirectories(file.getParent());
      Files.createDirectories(uploaded.getParent());
      if (condition == PutCondition.IF_ABSENT && Files.exists(file)) {
        throw Altered.failure(Kind.CONDITION_FAILED, "put", key);
      }
      provider.upload(content, uploaded);
      Version version = new Version(hash(uploaded));
      if (condition == PutCondition.IF_ABSENT) {
        provider.create(uploaded, file);
      } else {
        Files.move(uploaded, file, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.deleteIfExists(uploaded);
      return version;
    } catch (FileAlreadyExistsException e) {
      throw Altered.failure(Kind.CONDITION_FAILED, "put", key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Page list(String asked, Optional<Cursor> after, int limit) {
    NavigableMap<String, Entry> all = entries(asked);
    NavigableMap<String, Entry> rest =
        after.map(cursor -> all.tailMap(last(cursor, asked), false)).orElse(all);
    List<Entry> entries = rest.values().stream().limit(limit).toList();
    Optional<Cursor> next =
        entries.size() < rest.size()
            ? Optional.of(new Cursor(CURSOR + entries.get(limit - 1).key().value()))
            : Optional.empty();
    return new Page(entries, next, 0);
  }

  private static String last(Cursor cursor, String asked) {
    if (!cursor.token().startsWith(CURSOR + asked)) {
      throw Altered.failure(Kind.INVALID, "list");
    }
    return cursor.token().substring(CURSOR.length());
  }

  private NavigableMap<String, Entry> entries(String asked) {
    NavigableMap<String, Entry> entries = new TreeMap<>(AssetKey.utf8Order());
    String begin = provider.prefix(prefix);
    Path folder = root.resolve(begin);
    if (!Files.isDirectory(folder)) {
      return entries;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (name.startsWith(asked)) {
          AssetInfo info = info(AssetKey.of(name), file);
          entries.put(
              name, new Entry(info.key(), info.size(), info.lastModified(), info.version()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    try {
      for (AssetKey key : keys) {
        Files.deleteIfExists(file(key));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of();
  }

  @Override
  public void close() {}

  /** Returns where the files are. */
  @Override
  public String toString() {
    return root + "/" + prefix;
  }
}
