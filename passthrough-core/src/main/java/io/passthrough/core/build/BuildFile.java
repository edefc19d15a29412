package io.passthrough.core.build;

import io.passthrough.api.Content;
import java.time.Instant;
import java.util.Optional;

/**
 * One file of a build.
 *
 * @param path its path under the root, segments joined by {@code /}; legal as a key
 * @param size its size in bytes
 * @param lastModified when it was last changed, as the file system or the archive tells
 * @param content its bytes; reading fails when the file has changed since
 */
public record BuildFile(String path, long size, Instant lastModified, Content content) {

  /**
   * Returns whether only a coding of the file is there, which is decoded at each reading.
   *
   * @return whether it is no file of its own
   */
  public boolean isDecoded() {
    return content instanceof DecodedContent;
  }

  /**
   * Returns the file on the disk.
   *
   * @return where it really lies and how it was found, or empty for an archive's entry
   */
  public Optional<DiskFile> onDisk() {
    return content instanceof FileContent file
        ? Optional.of(new DiskFile(file.file(), file.found()))
        : Optional.empty();
  }
}
