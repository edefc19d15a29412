package io.passthrough.core.serving;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.DaemonThreads;
import io.passthrough.core.release.Doubt;
import io.passthrough.core.release.KnownAsset;
import io.passthrough.core.release.ReleaseCatalog;
import io.passthrough.core.url.AssetUrls;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of the root's fingerprinted files with the records, whenever either is new. A file
 * that is not what was published was rewritten after the build, and is sent as one that may change;
 * when it is a true prefix of what was published it is a broken copy, and gives way to the store.
 * Thread-safe.
 */
final class RootReview implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final AssetStore store;
  private final AssetUrls urls;
  private final ExecutorService comparing =
      Executors.newSingleThreadExecutor(DaemonThreads.named("passthrough-compare"));
  private final Map<Pair, Boolean> compared = new ConcurrentHashMap<>();
  private volatile ReleaseCatalog catalog = ReleaseCatalog.empty();
  private volatile @Nullable RootIndex index;
  private volatile List<Finding> findings = List.of();

  /** Own bytes and recorded ones under one key. */
  private record Pair(AssetKey key, Sha256 own, Sha256 recorded) {}

  /** A file that is not what was published. */
  private record Finding(FixedFile file, KnownAsset recorded) {

    Pair pair() {
      return new Pair(file.key(), file.sha256(), recorded.sha256());
    }

    boolean mayBeBroken() {
      return file.size() < recorded.size();
    }
  }

  RootReview(AssetStore store, AssetUrls urls) {
    this.store = store;
    this.urls = urls;
  }

  /** Takes new records. */
  synchronized void take(ReleaseCatalog next) {
    if (urls.base().equals(AssetUrls.ROOT.base())) {
      // Learnt here, on the thread that reads records: a navigation may need it, and never waits.
      next.fingerprints(urls);
    }
    catalog = next;
    review();
  }

  /** Takes a new index, before it is served from. */
  synchronized void take(RootIndex next) {
    index = next;
    review();
  }

  private void review() {
    RootIndex current = index;
    if (current == null) {
      return;
    }
    List<Finding> found = new ArrayList<>();
    for (FixedFile file : current.fixed()) {
      Optional<Doubt> doubt = catalog.doubt(file.key(), file.sha256());
      if (doubt.isEmpty()) {
        file.file().trust();
        continue;
      }
      file.file().doubt();
      if (doubt.get() instanceof Doubt.OtherBytes other) {
        found.add(new Finding(file, other.recorded()));
      } else {
        file.file().stay();
      }
    }
    findings = List.copyOf(found);
    findings.forEach(this::compare);
  }

  private void compare(Finding finding) {
    Boolean known = finding.mayBeBroken() ? compared.get(finding.pair()) : Boolean.FALSE;
    if (known != null) {
      settle(finding, known);
    } else if (!comparing.isShutdown()) {
      // Until it is known to be whole, the store's answer is the safe one.
      finding.file().file().giveWay();
      comparing.execute(() -> read(finding));
    }
  }

  /** What cannot be read now is sent as it is, and compared at the next review. */
  private void read(Finding finding) {
    try {
      boolean isPrefix = isPrefix(finding);
      compared.put(finding.pair(), isPrefix);
      synchronized (this) {
        if (findings.contains(finding)) {
          settle(finding, isPrefix);
        }
      }
    } catch (IOException | AssetStoreException e) {
      finding.file().file().stay();
    }
  }

  private static void settle(Finding finding, boolean isPrefix) {
    if (isPrefix) {
      finding.file().file().giveWay();
    } else {
      finding.file().file().stay();
    }
  }

  private boolean isPrefix(Finding finding) throws IOException {
    long size = finding.file().size();
    if (size == 0) {
      return true;
    }
    AssetKey location = finding.recorded().location();
    try (AssetReader reader = store.read(location, ByteRange.of(0, size))) {
      return hash(reader.body(), size).equals(finding.file().sha256());
    }
  }

  private static Sha256 hash(InputStream body, long size) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    byte[] buffer = new byte[BUFFER];
    long left = size;
    while (left > 0) {
      int read = body.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        break;
      }
      digest.update(buffer, 0, read);
      left -= read;
    }
    return Sha256.from(digest.digest());
  }

  /** Returns whether a key that no record names may be called immutable. */
  boolean isFingerprinted(AssetKey key) {
    RootIndex current = index;
    return current != null && catalog.isFingerprinted(key, urls, current.names());
  }

  /** Returns what an operator should know, one sentence for each kind of trouble. */
  List<String> notices() {
    List<Finding> broken = new ArrayList<>();
    List<Finding> rewritten = new ArrayList<>();
    for (Finding finding : findings) {
      boolean gaveWay = finding.file().file().gaveWay();
      (gaveWay ? broken : rewritten).add(finding);
    }
    List<String> notices = new ArrayList<>();
    if (!rewritten.isEmpty()) {
      notices.add(
          sentence(rewritten)
              + ", so it is not called immutable: build once and deploy that build everywhere, or"
              + " put settings into a mutable file");
    }
    if (!broken.isEmpty()) {
      notices.add(
          sentence(broken)
              + ", as only the first part of it is there: the store's bytes are sent, copy the root"
              + " again");
    }
    return notices;
  }

  private static String sentence(List<Finding> findings) {
    Finding first = findings.get(0);
    String more = findings.size() > 1 ? " and " + (findings.size() - 1) + " more have" : " has";
    return "'"
        + first.file().key()
        + "'"
        + more
        + " other bytes in the root than in release '"
        + first.recorded().release()
        + "'";
  }

  @Override
  public void close() {
    comparing.shutdownNow();
  }
}
