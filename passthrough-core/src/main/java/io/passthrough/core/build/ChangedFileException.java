package io.passthrough.core.build;

import java.io.IOException;

/** Thrown when a file is not the one any more that was found when its build was opened. */
public final class ChangedFileException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param reason what has changed, such as {@code the file has become shorter}
   */
  public ChangedFileException(String reason) {
    super(reason);
  }

  /** Makes the exception of a file that has another state than it was found in. */
  static ChangedFileException of(String name) {
    return new ChangedFileException("The file changed while it was read: '" + name + "'");
  }
}
