package io.passthrough.core.serving;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of the root is not the one that was indexed: it must be indexed again. */
final class StaleRootException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StaleRootException(Path file, @Nullable Throwable cause) {
    super("Cannot serve: the file is not the one that was indexed, '" + file + "'", cause);
  }
}
