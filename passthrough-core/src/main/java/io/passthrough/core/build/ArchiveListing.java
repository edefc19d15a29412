package io.passthrough.core.build;

import io.passthrough.api.AssetKey;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** Lists an archive, whose names and sizes are not to be trusted. */
final class ArchiveListing {

  private static final long MAX_TOTAL_BYTES = 4L << 30;
  private static final long MAX_RATIO = 200;
  private static final long SMALL_BYTES = 10L << 20;

  private final Path source;
  private final Archive archive;
  private final Set<String> links;
  private final Map<AssetKey, BuildFile> files = new TreeMap<>();
  private final Map<AssetKey, BuildFile> hidden = new TreeMap<>();

  /** From path to the name that took it, for files and for the folders above them. */
  private final Map<String, String> names = new HashMap<>();

  private final Map<String, String> folders = new HashMap<>();
  private long total;

  private ArchiveListing(Path source, Archive archive) throws IOException {
    this.source = source;
    this.archive = archive;
    this.links = ArchiveLinks.of(source);
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
      throw new PassthroughException(
          Kind.INPUT,
          "The archive is truncated or damaged: " + e.getMessage() + ", '" + source + "'",
          "pack the build again",
          e);
    } catch (IOException e) {
      throw Failures.unreadable(source, e);
    }
  }

  private BuildFiles list(ArchiveLayout layout) {
    List<ZipEntry> entries = archive.entries();
    entries.forEach(this::checkName);
    List<String> roots = layout.roots(entries.stream().map(ZipEntry::getName).toList());
    for (ZipEntry entry : entries) {
      if (!entry.isDirectory()) {
        layout.path(entry.getName(), roots).ifPresent(name -> add(entry, name));
      }
    }
    checkFolders();
    return new BuildFiles(
        new ArrayList<>(files.values()),
        new ArrayList<>(hidden.values()),
        archive.state(),
        List.of(),
        archive);
  }

  private void checkName(ZipEntry entry) {
    String name = entry.getName();
    if (name.indexOf('\\') >= 0) {
      throw refused("has a backslash in its name", name);
    }
    if (name.startsWith("/") || name.matches("[A-Za-z]:/.*")) {
      throw refused("has an absolute name", name);
    }
    if (("/" + name + "/").contains("/../")) {
      throw refused("leads outside", name);
    }
  }

  private void add(ZipEntry entry, String name) {
    if (FileNames.isHidden(name) && !FileNames.isManifestCandidate(name)) {
      return;
    }
    if (links.contains(entry.getName())) {
      throw refused("is a symbolic link", entry.getName());
    }
    checkSize(entry);
    AssetKey key = FileNames.legal(name, source);
    String path = key.value();
    String other = names.putIfAbsent(path, entry.getName());
    if (other != null) {
      throw refused(
          other.equals(entry.getName()) ? "is there twice" : "is the same file as '" + other + "'",
          entry.getName());
    }
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      folders.putIfAbsent(path.substring(0, slash), entry.getName());
    }
    Map<AssetKey, BuildFile> target = FileNames.isHidden(path) ? hidden : files;
    target.put(
        key,
        new BuildFile(
            path,
            entry.getSize(),
            entry.getLastModifiedTime().toInstant(),
            new EntryContent(archive, entry)));
  }

  private void checkSize(ZipEntry entry) {
    long size = entry.getSize();
    if (size > SMALL_BYTES && size / MAX_RATIO > entry.getCompressedSize()) {
      throw refused("unpacks to more than " + MAX_RATIO + " times its size", entry.getName());
    }
    total += size;
    if (total > MAX_TOTAL_BYTES) {
      throw refused("makes the archive unpack to more than 4 GiB", entry.getName());
    }
  }

  private void checkFolders() {
    for (Map.Entry<String, String> file : names.entrySet()) {
      String inside = folders.get(file.getKey());
      if (inside != null) {
        throw refused("is a file and, for '" + inside + "', a folder", file.getValue());
      }
    }
  }

  private PassthroughException refused(String why, String entry) {
    String printable = entry.replaceAll("\\p{Cntrl}", "?");
    return new PassthroughException(
        Kind.INPUT,
        "An entry " + why + ": '" + printable + "' in '" + source + "'",
        "pack the build again, with nothing but the files that the bundler wrote");
  }
}
