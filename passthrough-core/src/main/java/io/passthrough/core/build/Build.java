package io.passthrough.core.build;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a build made, opened for reading: a folder, or a zip, jar or war of one. Thread-safe; the
 * files' contents can be read until it is closed.
 */
public final class Build implements AutoCloseable {

  private final Path source;
  private final BuildFiles listing;
  private final boolean strict;

  private Build(Path source, BuildFiles listing, boolean strict) {
    this.source = source;
    this.listing = listing;
    this.strict = strict;
  }

  /**
   * Opens a build. Dot names are left out but for {@code .well-known}; so are, in a jar, files
   * outside {@code BOOT-INF/classes/{static,public,resources,META-INF/resources}/}, else {@code
   * META-INF/resources/}, and in a war {@code WEB-INF} and {@code META-INF}. The jars in {@code
   * BOOT-INF/lib} and {@code WEB-INF/lib} are looked into as Spring and servlet containers do.
   *
   * @param source a folder or archive
   * @return the opened build, which the caller closes
   * @throws io.passthrough.core.PassthroughException naming what is missing, unreadable, outside,
   *     twice there or too big
   */
  public static Build open(Path source) {
    return open(source, true);
  }

  /**
   * As {@link #open}, but links that lead outside the build and files that cannot be read are
   * warnings: one stray file does not keep a gateway from serving the others.
   *
   * @param source a folder or archive
   * @return the opened build, which the caller closes
   * @throws io.passthrough.core.PassthroughException naming what is missing, twice there or too big
   */
  public static Build openToServe(Path source) {
    return open(source, false);
  }

  private static Build open(Path source, boolean strict) {
    if (Files.isDirectory(source)) {
      return new Build(source, FolderListing.of(source, strict), strict);
    }
    if (!Files.exists(source)) {
      throw new PassthroughException(
          Kind.INPUT,
          "Cannot open a build: no such folder or archive, '" + source + "'",
          "build the frontend first, or name the folder that the bundler writes");
    }
    ArchiveLayout layout = ArchiveLayout.ofName(source.toString()).orElseThrow(() -> odd(source));
    return new Build(source, ArchiveListing.of(source, layout), strict);
  }

  private static PassthroughException odd(Path source) {
    return new PassthroughException(
        Kind.INPUT,
        "Cannot open a build: neither a folder nor a .zip, .jar or .war, '" + source + "'",
        "name the folder that the bundler writes, or an archive of it");
  }

  /**
   * Returns where the build was opened from.
   *
   * @return the folder or archive
   */
  public Path source() {
    return source;
  }

  /**
   * Returns every file, codings of neighbours too.
   *
   * @return the files in the UTF-8 order of their paths
   */
  public List<BuildFile> files() {
    return listing.files();
  }

  /**
   * Returns the dot-named JSON files, such as {@code .vite/manifest.json}, which are neither served
   * nor published, but tell about those that are.
   *
   * @return the files in the UTF-8 order of their paths
   */
  public List<BuildFile> hidden() {
    return listing.hidden();
  }

  /**
   * Returns what was passed over and a user should know of.
   *
   * @return one sentence each
   */
  public List<String> warnings() {
    return listing.warnings();
  }

  /**
   * Returns how many files lie in each folder of an archive, and of the jars in it, that a server
   * looks into.
   *
   * @return one line each, such as {@code BOOT-INF/lib/ui.jar!/META-INF/resources/: 12 files}; none
   *     for a folder
   */
  public List<String> layouts() {
    return listing.layouts().entrySet().stream()
        .map(it -> it.getKey() + ": " + it.getValue() + (it.getValue() == 1 ? " file" : " files"))
        .toList();
  }

  /**
   * Returns how the build was found.
   *
   * @return what to compare with {@link BuildState#of(Path)} later
   */
  public BuildState state() {
    return listing.state();
  }

  /**
   * Returns the same build without the files that were written after a time, each of which is a
   * warning. An archive is whole or nothing.
   *
   * @param time the time
   * @return a build that shares what is open with this one
   */
  public Build writtenBefore(Instant time) {
    return Files.isDirectory(source)
        ? new Build(source, listing.writtenBefore(time), strict)
        : this;
  }

  /** Returns whether what is odd is a failure, as for publish, and not passed over. */
  boolean isStrict() {
    return strict;
  }

  @Override
  public void close() {
    try {
      listing.resource().close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close '" + source + "'", e);
    }
  }
}
