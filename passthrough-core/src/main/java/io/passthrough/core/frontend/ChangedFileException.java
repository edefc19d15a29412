package io.passthrough.core.frontend;

import java.io.IOException;

/** Tells that a file is not the one any more that was found when its build was opened. */
public final class ChangedFileException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param name the file's name, as a user knows it
   */
  public ChangedFileException(String name) {
    super("The file changed while it was read: '" + name + "'");
  }
}
