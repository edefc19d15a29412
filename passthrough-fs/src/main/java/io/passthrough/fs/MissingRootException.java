package io.passthrough.fs;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The store's own folder is not there. */
final class MissingRootException extends NoSuchFileException {

  private static final long serialVersionUID = 1L;

  MissingRootException(Path root) {
    super(root.toString());
  }
}
