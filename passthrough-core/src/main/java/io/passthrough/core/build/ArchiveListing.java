package io.passthrough.core.build;

import io.passthrough.api.AssetKey;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.build.ArchiveRoots.Place;
import io.passthrough.core.build.ArchiveRoots.Root;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Lists an archive, whose names and sizes are not to be trusted, and the jars in it that a server
 * looks into.
 */
final class ArchiveListing {

  private final Path source;
  private final Archive archive;
  private final ArchiveFiles files;
  private final ArchiveLimits limits;

  private ArchiveListing(Path source, Archive archive) {
    this.source = source;
    this.archive = archive;
    this.limits = new ArchiveLimits(source);
    this.files = new ArchiveFiles(source);
  }

  static BuildFiles of(Path source, ArchiveLayout layout) {
    try {
      Archive archive = new Archive(source);
      try {
        return new ArchiveListing(source, archive).list(layout);
      } catch (IOException | RuntimeException e) {
        archive.close();
        throw e;
      }
    } catch (ZipException e) {
      throw damaged(source.toString(), e);
    } catch (IOException e) {
      throw Failures.unreadable(source, e);
    }
  }

  private static PassthroughException damaged(String name, ZipException e) {
    return new PassthroughException(
        Kind.INPUT,
        "The archive is truncated or damaged: " + e.getMessage() + ", '" + name + "'",
        "pack the build again",
        e);
  }

  private BuildFiles list(ArchiveLayout layout) throws IOException {
    List<Archive.Entry> entries = archive.entries();
    entries.forEach(entry -> checkName(entry.path(), entry));
    ArchiveRoots roots = layout.roots(entries.stream().map(Archive.Entry::path).toList());
    for (Archive.Entry entry : entries) {
      if (!entry.entry().isDirectory()) {
        Optional<Place> place = roots.place(entry.path());
        place.ifPresent(it -> add(entry, it, label(it.root())));
      }
    }
    addLibraries(entries, roots);
    return files.listing(archive);
  }

  /** Returns how the summary calls a folder of the archive itself. */
  private String label(Root root) {
    return root.folder().isEmpty() ? source.getFileName() + "!/" : root.folder();
  }

  private void addLibraries(List<Archive.Entry> entries, ArchiveRoots roots) throws IOException {
    List<Archive.Entry> libraries =
        entries.stream().filter(entry -> roots.isLibrary(entry.path())).toList();
    if (libraries.isEmpty()) {
      return;
    }
    ClassPathOrder order = ClassPathOrder.of(entries, roots.libraries().orElse(""));
    List<NestedFile> found = new ArrayList<>();
    for (Archive.Entry library : order.sorted(libraries)) {
      limits.count(library);
      found.addAll(nestedFiles(library, roots));
    }
    found.stream()
        .sorted((a, b) -> Integer.compare(a.place().root().rank(), b.place().root().rank()))
        .forEach(file -> add(file.entry(), file.place(), file.label()));
  }

  /** A file of a nested jar, and where it lies there. */
  private record NestedFile(NestedArchive.Entry entry, Place place) {

    String label() {
      return entry.archive().path() + "!/" + place.root().folder();
    }
  }

  private List<NestedFile> nestedFiles(Archive.Entry library, ArchiveRoots roots)
      throws IOException {
    List<NestedFile> found = new ArrayList<>();
    try {
      for (NestedArchive.Entry entry : archive.nested(library).entries()) {
        roots.nestedPlace(entry.path()).ifPresent(it -> found.add(new NestedFile(entry, it)));
      }
    } catch (ZipException e) {
      throw damaged(library.name(), e);
    }
    found.forEach(file -> checkName(file.entry().path(), file.entry()));
    return found;
  }

  private void checkName(String name, ArchiveEntry entry) {
    if (name.indexOf('\\') >= 0) {
      throw limits.refused("has a backslash in its name", entry);
    }
    if (name.startsWith("/") || name.matches("[A-Za-z]:/.*")) {
      throw limits.refused("has an absolute name", entry);
    }
    if (("/" + name + "/").contains("/../")) {
      throw limits.refused("leads outside", entry);
    }
  }

  private void add(ArchiveEntry entry, Place place, String label) {
    String name = place.path();
    if (FileNames.isHidden(name) && !FileNames.isManifestCandidate(name)) {
      return;
    }
    if (entry.isLink()) {
      throw limits.refused("is a symbolic link", entry);
    }
    AssetKey key = FileNames.legal(name, source);
    if (files.isWanted(key.value(), entry, place.root().rank())) {
      limits.count(entry);
      files.put(key, entry, place.root().rank(), label);
    }
  }
}
