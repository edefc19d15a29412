package io.passthrough.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a file's record: in one attribute of the file itself, so that both switch by one system
 * call, or where the volume or the record's size does not allow that, in a header file that names
 * the very file it belongs to.
 */
final class HeaderStore {

  private static final String ATTRIBUTE = "passthrough";

  // ext4 keeps all attributes of a file in one block of 4 KiB.
  private static final int MAX_ATTRIBUTE_BYTES = 4_096;

  private final boolean attributes;
  private final HeaderFiles headerFiles;

  private HeaderStore(boolean attributes, HeaderFiles headerFiles) {
    this.attributes = attributes;
    this.headerFiles = headerFiles;
  }

  static HeaderStore of(Layout layout) throws IOException {
    return new HeaderStore(hasAttributes(layout.root()), new HeaderFiles(layout));
  }

  private static boolean hasAttributes(Path folder) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(folder, UserDefinedFileAttributeView.class);
    try {
      return view != null && view.list() != null;
    } catch (AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      return false;
    }
  }

  /** Whether the volume keeps attributes, so that header files are the exception. */
  boolean inAttributes() {
    return attributes;
  }

  HeaderFiles headerFiles() {
    return headerFiles;
  }

  /** Returns the record of a file in the state of a stamp; empty when others made that state. */
  Optional<ObjectHeaders> read(String name, Path file, FileStamp stamp) throws IOException {
    Optional<ObjectHeaders> own = attribute(file).filter(record -> record.fits(stamp));
    return own.isPresent() ? own : headerFiles.read(name, stamp);
  }

  private Optional<ObjectHeaders> attribute(Path file) throws IOException {
    UserDefinedFileAttributeView view = view(file);
    if (view == null) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(MAX_ATTRIBUTE_BYTES);
    try {
      view.read(ATTRIBUTE, bytes);
    } catch (FileSystemException | IllegalArgumentException e) {
      if (!hasOwn(view)) {
        return Optional.empty();
      }
      throw e;
    }
    return ObjectHeaders.parse(StandardCharsets.UTF_8.decode(bytes.flip()).toString());
  }

  // Asked after a read has failed only: most files have the attribute, and each question costs.
  private static boolean hasOwn(UserDefinedFileAttributeView view) throws IOException {
    return view.list().contains(ATTRIBUTE) && view.size(ATTRIBUTE) <= MAX_ATTRIBUTE_BYTES;
  }

  /** Puts a record beside a staged file, which must not be written to afterwards. */
  void attach(ObjectHeaders record, Path staged, FileStamp stamp) throws IOException {
    if (!setAttribute(record, staged)) {
      headerFiles.write(record, stamp, staged);
    }
  }

  private boolean setAttribute(ObjectHeaders record, Path staged) throws IOException {
    byte[] bytes = record.json().getBytes(StandardCharsets.UTF_8);
    UserDefinedFileAttributeView view = view(staged);
    if (view == null || bytes.length > MAX_ATTRIBUTE_BYTES) {
      return false;
    }
    try {
      view.write(ATTRIBUTE, ByteBuffer.wrap(bytes));
      return true;
    } catch (FileSystemException e) {
      // Too much for an attribute here. On a full volume the header file fails as well, and says
      // so.
      return false;
    }
  }

  private @Nullable UserDefinedFileAttributeView view(Path file) {
    return attributes
        ? Files.getFileAttributeView(
            file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        : null;
  }
}
