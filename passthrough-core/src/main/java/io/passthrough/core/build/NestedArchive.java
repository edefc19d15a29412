package io.passthrough.core.build;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** An archive within an archive. Thread-safe; closed with the outer one. */
final class NestedArchive {

  private final Archive.Entry outer;
  private final ZipBytes bytes;

  NestedArchive(Archive.Entry outer, ZipBytes bytes) {
    this.outer = outer;
    this.bytes = bytes;
  }

  /** Returns its name in the outer archive. */
  String path() {
    return outer.path();
  }

  /** Reads which files it has, in the order of its directory. */
  List<Entry> entries() throws IOException {
    return CentralDirectory.read(bytes).stream()
        .filter(CentralHeader::isFile)
        .map(header -> new Entry(this, header))
        .toList();
  }

  /**
   * An entry of the nested archive.
   *
   * @param archive the nested archive
   * @param header what its directory says
   */
  record Entry(NestedArchive archive, CentralHeader header) implements ArchiveEntry {

    /** Returns its name in the nested archive. */
    String path() {
      return header.name();
    }

    @Override
    public String name() {
      return archive.outer.name() + "!/" + header.name();
    }

    @Override
    public long size() {
      return header.size();
    }

    /** What is packed twice takes a share of what the outer archive gives the inner one. */
    @Override
    public long compressedSize() {
      long inner = Math.max(1, archive.outer.size());
      double share = (double) archive.outer.compressedSize() / inner;
      return (long) (header.compressedSize() * share);
    }

    @Override
    public long checksum() {
      return header.crc();
    }

    @Override
    public Instant lastModified() {
      return archive.outer.lastModified();
    }

    @Override
    public boolean isLink() {
      return header.isLink();
    }

    @Override
    public InputStream open() throws IOException {
      if (!header.isReadable()) {
        throw new ZipException("it is encrypted, or packed in a way that no jar is");
      }
      long data = Archive.dataOffset(archive.bytes, header);
      InputStream packed = new ZipBytes.Part(archive.bytes.open(data), header.compressedSize());
      return header.method() == CentralHeader.STORED ? packed : new Inflated(packed);
    }

    @Override
    public void check() throws IOException {
      archive.outer.check();
    }
  }

  /** Ends its inflater, which holds native memory, when it is closed. */
  private static final class Inflated extends InflaterInputStream {

    Inflated(InputStream packed) {
      // An inflater without a header wants one byte more than there is (java.util.zip.Inflater).
      super(
          new SequenceInputStream(packed, new ByteArrayInputStream(new byte[1])),
          new Inflater(true));
    }

    @Override
    public void close() throws IOException {
      try {
        super.close();
      } finally {
        inf.end();
      }
    }
  }
}
