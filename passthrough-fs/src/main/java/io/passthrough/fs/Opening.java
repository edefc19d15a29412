package io.passthrough.fs;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/** Opens objects for reading. */
final class Opening {

  private static final int ATTEMPTS = 1_000;

  private final Layout layout;
  private final Lookup lookup;
  private final FsErrors errors;

  Opening(Layout layout, Lookup lookup, FsErrors errors) {
    this.layout = layout;
    this.lookup = lookup;
    this.errors = errors;
  }

  AssetReader open(AssetKey key, ByteRange range) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<AssetInfo> info = lookup.find(key);
      if (info.isEmpty()) {
        throw errors.failure(Kind.NOT_FOUND, "read", key).because("no such object");
      }
      if (!range.fits(info.get().size())) {
        throw errors
            .failure(Kind.INVALID, "read", key)
            .because("the range starts at or past the end, at " + range.offset());
      }
      Optional<AssetReader> reader = open(info.get(), range);
      if (reader.isPresent()) {
        return reader.get();
      }
    }
    throw new IOException("it is being replaced without a pause");
  }

  // Java cannot ask an open file for its attributes. But a replaced state never comes back: the
  // same info before and after means that the file opened in between is that state.
  private Optional<AssetReader> open(AssetInfo info, ByteRange range) throws IOException {
    FileChannel file;
    try {
      file =
          FileChannel.open(
              layout.path(info.key()), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Optional<AssetReader> reader = Optional.empty();
    try {
      if (lookup.find(info.key()).filter(info::equals).isPresent()) {
        reader = Optional.of(new FsReader(info, file, range));
      }
      return reader;
    } finally {
      if (reader.isEmpty()) {
        file.close();
      }
    }
  }
}
