package io.passthrough.core.serving;

import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.build.BuildFile;
import io.passthrough.core.build.BytesKeeper;
import io.passthrough.core.build.CodedFile;
import io.passthrough.core.build.HashedFile;
import io.passthrough.core.build.Inventory;
import io.passthrough.core.build.VerifiedContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a root's files are: those of small files in memory, smallest first, as far as
 * the memory goes; the others in their file or archive.
 */
final class Payloads implements BytesKeeper, AutoCloseable {

  private static final int CHUNK = 64 * 1024;

  /** From this size on a file in a folder costs less when the kernel sends it (sendfile). */
  private static final int SENT_FROM_FILE = 64 * 1024;

  private final OpenRoot root;
  private final long budget;
  private final OpenFiles open = new OpenFiles();

  /** By their hashes, as a file and its fingerprinted twin have the same bytes. */
  private final Map<Sha256, ByteBuffer> loaded = new HashMap<>();

  /** What was kept when it was hashed: files of which all that are as small fit together. */
  private final Map<Sha256, ByteBuffer> kept = new ConcurrentHashMap<>();

  private final long largestKept;

  private final byte[] chunk = new byte[CHUNK];
  private long memory;

  private record Loadable(BuildFile file, Sha256 sha256, Supplier<VerifiedContent> content) {}

  Payloads(OpenRoot root, long budget) {
    this.root = root;
    this.budget = budget;
    this.largestKept = largest(root.build().files(), budget);
  }

  private static long largest(List<BuildFile> files, long budget) {
    long left = budget;
    long[] sizes =
        files.stream().filter(Payloads::isLoadable).mapToLong(BuildFile::size).sorted().toArray();
    for (long size : sizes) {
      left -= size;
      if (left < 0) {
        return size - 1;
      }
    }
    return Long.MAX_VALUE;
  }

  private static boolean isLoadable(BuildFile file) {
    return file.size() < SENT_FROM_FILE || file.onDisk().isEmpty();
  }

  /** Only of small files, as each is on the heap once more until it is hashed. */
  @Override
  public boolean wants(BuildFile file) {
    return file.size() < SENT_FROM_FILE && file.size() <= largestKept;
  }

  @Override
  public void keep(Sha256 sha256, byte[] bytes) {
    kept.computeIfAbsent(
        sha256, it -> ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer());
  }

  /** Has in memory what fits: what was kept, and what is read for it. */
  void load(Inventory inventory) {
    choose(inventory);
    kept.clear();
  }

  private void choose(Inventory inventory) {
    List<Loadable> files = new ArrayList<>();
    for (HashedFile file : inventory.files()) {
      if (!file.file().isDecoded()) {
        files.add(new Loadable(file.file(), file.sha256(), file::verified));
      }
      for (CodedFile coded : file.codings()) {
        files.add(new Loadable(coded.file(), coded.form().sha256(), coded::verified));
      }
    }
    files.removeIf(each -> !isLoadable(each.file));
    files.sort(Comparator.comparingLong(each -> each.file.size()));
    for (Loadable each : files) {
      if (loaded.containsKey(each.sha256)) {
        continue;
      }
      if (memory + each.file.size() > budget) {
        return;
      }
      @Nullable ByteBuffer bytes = kept.remove(each.sha256);
      loaded.put(each.sha256, bytes == null ? read(each) : bytes);
      memory += each.file.size();
    }
  }

  private ByteBuffer read(Loadable each) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(each.file.size()));
    try (InputStream in = each.content.get().open()) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        bytes.put(chunk, 0, n);
      }
    } catch (IOException e) {
      throw unreadable(each.file, e);
    }
    return bytes.flip().asReadOnlyBuffer();
  }

  private static PassthroughException unreadable(BuildFile file, IOException cause) {
    return new PassthroughException(
        Kind.IO,
        "Cannot read '" + file.path() + "': " + cause.getMessage(),
        "let the build end before it is served",
        cause);
  }

  /** Returns a file's bytes. */
  Payload of(HashedFile file) {
    return of(file.file(), file.sha256(), file::verified);
  }

  /** Returns the bytes of a coding. */
  Payload of(CodedFile coded) {
    return of(coded.file(), coded.form().sha256(), coded::verified);
  }

  private Payload of(BuildFile file, Sha256 sha256, Supplier<VerifiedContent> verified) {
    @Nullable ByteBuffer bytes = loaded.get(sha256);
    if (bytes != null) {
      return new Payload.Memory(bytes);
    }
    return file.onDisk()
        .<Payload>map(onDisk -> new FilePayload(open, onDisk))
        .orElseGet(() -> new ArchivePayload(root, file, verified));
  }

  /** Returns how many bytes are in memory. */
  long memory() {
    return memory;
  }

  @Override
  public void close() {
    open.close();
  }
}
