package io.passthrough.core.build;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.util.zip.ZipException;

/**
 * An archive that lies compressed within another, so that its bytes can be had in their order only.
 * They are kept while the memory lasts; a large one is unpacked up to the place each time.
 */
final class PackedBytes implements ZipBytes {

  private static final long MOST_KEPT = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

  private final ArchiveEntry entry;
  private SoftReference<byte[]> kept = new SoftReference<>(new byte[0]);

  PackedBytes(ArchiveEntry entry) {
    this.entry = entry;
  }

  @Override
  public long size() {
    return entry.size();
  }

  @Override
  public InputStream open(long offset) throws IOException {
    if (size() <= MOST_KEPT) {
      byte[] all = all();
      int start = (int) Math.min(offset, all.length);
      return new ByteArrayInputStream(all, start, all.length - start);
    }
    InputStream in = new EntryContent(entry).open();
    try {
      in.skipNBytes(offset);
      return in;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private synchronized byte[] all() throws IOException {
    byte[] all = kept.get();
    if (all == null || all.length != size()) {
      try (InputStream in = new EntryContent(entry).open()) {
        all = in.readNBytes((int) size());
      }
      if (all.length != size()) {
        throw new ZipException("it is not as long as the archive says");
      }
      kept = new SoftReference<>(all);
    }
    return all;
  }
}
