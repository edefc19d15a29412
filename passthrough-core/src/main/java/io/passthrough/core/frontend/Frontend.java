package io.passthrough.core.frontend;

import java.nio.file.Path;
import java.util.List;

/**
 * What a build made, opened for reading: a folder, or a zip, jar or war of one. Thread-safe; the
 * files' contents can be read until it is closed.
 */
public final class Frontend implements AutoCloseable {

  private Frontend() {}

  /**
   * Opens a build. Dot names are left out but for {@code .well-known}; so are, in a jar, files
   * outside {@code BOOT-INF/classes/{static,public,resources,META-INF/resources}/}, else {@code
   * META-INF/resources/}, and in a war {@code WEB-INF} and {@code META-INF}.
   *
   * @param source a folder or archive
   * @return the opened build, which the caller closes
   * @throws io.passthrough.core.PassthroughException naming what is missing, unreadable, outside,
   *     twice there or too big
   */
  public static Frontend open(Path source) {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns where the build was opened from.
   *
   * @return the folder or archive
   */
  public Path source() {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns every file, codings of neighbours too.
   *
   * @return the files in the UTF-8 order of their paths
   */
  public List<FrontendFile> files() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
