package io.passthrough.core.build;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** What a failed read means to a user. */
public final class Failures {

  private Failures() {}

  static PassthroughException unreadable(Path path, IOException e) {
    return unreadable(path.toString(), e);
  }

  /**
   * Makes the exception of a file of a build that cannot be read.
   *
   * @param file the file
   * @param e why
   * @return what it means, with the next step to take
   */
  public static PassthroughException unreadable(BuildFile file, IOException e) {
    String name = file.content() instanceof SourceContent source ? source.name() : file.path();
    return unreadable(name, e);
  }

  private static PassthroughException unreadable(String name, IOException e) {
    if (e instanceof ChangedFileException || e instanceof NoSuchFileException) {
      return new PassthroughException(
          Kind.IO,
          "A file changed while the build was read: '" + name + "'",
          "let the bundler finish, then run this again",
          e);
    }
    if (e instanceof ZipException) {
      return new PassthroughException(
          Kind.INPUT,
          "Cannot unpack: " + e.getMessage() + ", '" + name + "'",
          "pack the build again",
          e);
    }
    if (e instanceof AccessDeniedException) {
      return new PassthroughException(
          Kind.IO,
          "Cannot read: permission denied, '" + name + "'",
          "give this user the right to read '" + name + "'",
          e);
    }
    return new PassthroughException(
        Kind.IO,
        "Cannot read: " + e.getMessage() + ", '" + name + "'",
        "check the disk and run this again",
        e);
  }
}
