package io.passthrough.core.fingerprint;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts that webpack and rspack divide a chunk into when it is larger than {@code
 * splitChunks.maxSize}. Their names end with 8 hexadecimal digits of a hash of module paths, which
 * stays when the bytes change. With {@code [name].[contenthash].js} a digest follows it; with
 * {@code [name].js} the other scripts beside it have none, and each divided chunk has more parts
 * than one.
 */
final class ChunkParts {

  private static final Pattern PART = Pattern.compile("(?<chunk>.+)[-~](?<hash>[0-9a-f]{8})");
  private static final Set<String> EXTENSIONS = Set.of(".js", ".mjs", ".css");

  /** The scripts or style sheets of one folder. */
  private record Group(String folder, String extension) {}

  private final Set<String> folders = new HashSet<>();

  ChunkParts(Collection<FileStem> stems) {
    Map<Group, Map<String, Set<String>>> parts = new HashMap<>();
    Set<Group> undivided = new HashSet<>();
    for (FileStem stem : stems) {
      Group group = new Group(stem.folder(), stem.extension());
      Matcher part = PART.matcher(stem.text());
      if (part.matches()) {
        parts
            .computeIfAbsent(group, it -> new HashMap<>())
            .computeIfAbsent(part.group("chunk"), it -> new HashSet<>())
            .add(part.group("hash"));
      } else {
        undivided.add(group);
      }
    }
    parts.forEach(
        (group, chunks) -> {
          if (EXTENSIONS.contains(group.extension())
              && undivided.contains(group)
              && chunks.values().stream().allMatch(hashes -> hashes.size() > 1)) {
            folders.add(group.folder());
          }
        });
  }

  boolean hold(FileStem stem) {
    return EXTENSIONS.contains(stem.extension())
        && folders.contains(stem.folder())
        && PART.matcher(stem.text()).matches();
  }
}
