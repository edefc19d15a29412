package io.passthrough.fs;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Puts objects: staged whole, made durable, then published. */
final class Writer {

  private final Layout layout;
  private final Staging staging;
  private final Lookup lookup;
  private final HeaderStore records;
  private final HeaderSweep sweep;
  private final KeyConflicts obstacles;
  private final Placement publication;
  private final FsErrors errors;

  Writer(Layout layout, Staging staging, Lookup lookup, FsErrors errors) {
    this.layout = layout;
    this.staging = staging;
    this.lookup = lookup;
    this.records = lookup.records();
    this.errors = errors;
    this.sweep = new HeaderSweep(layout, records.headerFiles());
    this.obstacles = new KeyConflicts(layout, lookup.names(), errors);
    this.publication = new Placement(layout, obstacles, errors);
  }

  Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition)
      throws IOException {
    layout.requireRoot();
    obstacles.clear(key);
    if (condition == PutCondition.IF_ABSENT && lookup.stamp(key).isPresent()) {
      throw errors
          .failure(Kind.CONDITION_FAILED, "put", key)
          .because("another object is already there");
    }
    Path staged = staging.newFile(layout.name(key));
    try {
      write(key, content, staged);
      FileStamp stamp = FileStamp.of(staged);
      Version version = publish(key, headers, condition, new Staged(staged, stamp));
      sweep.afterChange(layout.name(key));
      publication.sync(key);
      return version;
    } finally {
      staging.discard(staged);
    }
  }

  private record Staged(Path file, FileStamp stamp) {}

  private void write(AssetKey key, Content content, Path staged) throws IOException {
    try (FileChannel out =
        FileChannel.open(staged, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      new ContentCopy(key, content, errors).copyTo(out);
    }
  }

  private Version publish(AssetKey key, AssetHeaders headers, PutCondition condition, Staged staged)
      throws IOException {
    String name = layout.name(key);
    Version version = new Version(UUID.randomUUID().toString().replace("-", ""));
    ObjectHeaders record = ObjectHeaders.of(name, staged.stamp(), version, headers);
    try {
      records.attach(record, staged.file(), staged.stamp());
      Disk.syncFile(staged.file());
      publication.publish(key, staged.file(), condition);
      return version;
    } catch (IOException | AssetStoreException e) {
      records.headerFiles().remove(name, staged.stamp());
      throw e;
    }
  }
}
