package io.passthrough.fs;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.Version;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Returns what is known of an object: of one and the same state, whoever writes meanwhile. */
final class Lookup {

  // A put takes longer than a look, so that a second one nearly always settles it.
  private static final int ATTEMPTS = 1_000;

  private final Layout layout;
  private final ExactNames names;
  private final HeaderStore records;

  Lookup(Layout layout, ExactNames names, HeaderStore records) {
    this.layout = layout;
    this.names = names;
    this.records = records;
  }

  ExactNames names() {
    return names;
  }

  HeaderStore records() {
    return records;
  }

  Optional<AssetInfo> find(AssetKey key) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<FileStamp> stamp = stamp(key);
      if (stamp.isEmpty()) {
        layout.requireRoot();
        return Optional.empty();
      }
      Optional<AssetInfo> info = info(key, stamp.get());
      if (info.isPresent()) {
        return info;
      }
    }
    throw new IOException("it is being replaced without a pause");
  }

  /** Returns the stamp of an object's file; empty for folders, links and whatever else. */
  Optional<FileStamp> stamp(AssetKey key) throws IOException {
    return names
        .attributes(layout.path(key))
        .filter(BasicFileAttributes::isRegularFile)
        .map(FileStamp::of);
  }

  /** Returns what is known of an object in the state of a stamp; empty when that has passed. */
  Optional<AssetInfo> info(AssetKey key, FileStamp stamp) throws IOException {
    Path file = layout.path(key);
    try {
      Optional<ObjectHeaders> record = records.read(layout.name(key), file, stamp);
      if (record.isPresent()) {
        return record.map(own -> info(key, stamp, own.version(), own.headers()));
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    // No record: put by others, unless it was replaced between the two looks.
    return stamp(key)
        .filter(stamp::equals)
        .map(same -> info(key, stamp, new Version(stamp.text()), foreign(key)));
  }

  private static AssetHeaders foreign(AssetKey key) {
    return AssetHeaders.ofForeign(key, null, null, null);
  }

  private static AssetInfo info(
      AssetKey key, FileStamp stamp, Version version, AssetHeaders headers) {
    return new AssetInfo(key, stamp.size(), stamp.modified(), version, headers);
  }
}
