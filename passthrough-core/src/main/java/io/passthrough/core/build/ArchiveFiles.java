package io.passthrough.core.build;

import io.passthrough.api.AssetKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the files of an archive, and settles which of two under one path counts: within the
 * archive itself neither, but of a nested jar's the one that a server finds first.
 */
final class ArchiveFiles {

  private final Path source;
  private final Map<AssetKey, BuildFile> files = new TreeMap<>();
  private final Map<AssetKey, BuildFile> hidden = new TreeMap<>();

  /** What lies under each path. */
  private final Map<String, Taken> taken = new HashMap<>();

  /** The name of some entry in each folder. */
  private final Map<String, String> folders = new HashMap<>();

  private final List<String> passedOver = new ArrayList<>();

  private record Taken(ArchiveEntry entry, int rank, String label) {}

  ArchiveFiles(Path source) {
    this.source = source;
  }

  /** Returns an entry's name in the archive. */
  static String inside(Path source, ArchiveEntry entry) {
    return entry.name().substring(source.toString().length() + 2);
  }

  private String inside(ArchiveEntry entry) {
    return inside(source, entry);
  }

  /** Returns whether an entry is what a server finds under a path, of all that came until now. */
  boolean isWanted(String path, ArchiveEntry entry, int rank) {
    Taken other = taken.get(path);
    if (other == null) {
      return true;
    }
    if (entry instanceof Archive.Entry && other.entry instanceof Archive.Entry) {
      String name = inside(entry);
      String first = inside(other.entry);
      String why = first.equals(name) ? "is there twice" : "is the same file as '" + first + "'";
      throw ArchiveLimits.refused(why, name, source);
    }
    boolean wins = rank < other.rank;
    if (entry.size() != other.entry.size() || entry.checksum() != other.entry.checksum()) {
      String winner = inside(wins ? entry : other.entry);
      String loser = inside(wins ? other.entry : entry);
      passedOver.add("'" + loser + "', as '" + winner + "' comes before it");
    }
    return wins;
  }

  void put(AssetKey key, ArchiveEntry entry, int rank, String label) {
    String path = key.value();
    taken.put(path, new Taken(entry, rank, label));
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      folders.putIfAbsent(path.substring(0, slash), inside(entry));
    }
    Map<AssetKey, BuildFile> target = FileNames.isHidden(path) ? hidden : files;
    target.put(
        key, new BuildFile(path, entry.size(), entry.lastModified(), new EntryContent(entry)));
  }

  BuildFiles listing(Archive archive) {
    checkFolders();
    return new BuildFiles(
        List.copyOf(files.values()),
        List.copyOf(hidden.values()),
        archive.state(),
        layouts(),
        warnings(),
        archive);
  }

  private void checkFolders() {
    taken.forEach(
        (path, file) -> {
          String inside = folders.get(path);
          if (inside != null) {
            throw ArchiveLimits.refused(
                "is a file and, for '" + inside + "', a folder", inside(file.entry), source);
          }
        });
  }

  /** Counts the files of each folder; that all lie in the archive's root is no news. */
  private SortedMap<String, Integer> layouts() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (AssetKey key : files.keySet()) {
      Taken file = taken.get(key.value());
      if (file != null) {
        counts.merge(file.label, 1, Integer::sum);
      }
    }
    boolean isPlain = counts.size() == 1 && counts.firstKey().endsWith("!/");
    return isPlain ? new TreeMap<>() : counts;
  }

  private List<String> warnings() {
    if (passedOver.isEmpty()) {
      return List.of();
    }
    String more = passedOver.size() > 1 ? ", and " + (passedOver.size() - 1) + " more" : "";
    return List.of("A server does not find " + passedOver.get(0) + more);
  }
}
