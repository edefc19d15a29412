package io.passthrough.core.build;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.Sha256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads each file of a build once: first the plain ones, then those that may be their codings. */
final class InventoryReader {

  private final Build build;
  private final ReadingPool pool;
  private final ReadingProgress progress;
  private final Optional<BytesKeeper> keeper;
  private final Map<String, Sha256> hashes = new HashMap<>();
  private final Map<String, List<CodedFile>> codings = new HashMap<>();
  private final Map<String, BuildFile> decoded = new TreeMap<>();
  private final List<String> warnings;

  InventoryReader(
      Build build, ReadingPool pool, ReadingProgress progress, Optional<BytesKeeper> keeper) {
    this.build = build;
    this.pool = pool;
    this.progress = progress;
    this.keeper = keeper;
    this.warnings = new ArrayList<>(build.warnings());
  }

  Inventory read() {
    List<LoneCoding> lone = LoneCoding.of(build.files());
    Set<String> read = lone.stream().map(it -> it.file().path()).collect(Collectors.toSet());
    pool.map(lone, coding -> coding.decode(progress)).forEach(this::settle);
    Map<String, Sibling> siblings = siblings(read);
    List<BuildFile> plain =
        build.files().stream()
            .filter(file -> !siblings.containsKey(file.path()) && !read.contains(file.path()))
            .toList();
    List<Sha256> plainHashes = pool.map(plain, file -> Hashing.hash(file, progress, keeper));
    for (int i = 0; i < plain.size(); i++) {
      hashes.put(plain.get(i).path(), plainHashes.get(i));
    }
    List<Sibling> candidates = List.copyOf(siblings.values());
    pool.map(candidates, sibling -> sibling.decode(hash(sibling.neighbour()), progress))
        .forEach(this::settle);
    return new Inventory(
        build,
        Stream.concat(build.files().stream(), decoded.values().stream())
            .filter(file -> hashes.containsKey(file.path()))
            .sorted(Comparator.comparing(BuildFile::path, AssetKey.utf8Order()))
            .map(this::hashed)
            .toList(),
        warnings,
        Map.of());
  }

  /** Finds the files that end like a coding of a neighbour which is none itself. */
  private Map<String, Sibling> siblings(Set<String> read) {
    Map<String, BuildFile> byPath = new HashMap<>(decoded);
    build.files().forEach(file -> byPath.put(file.path(), file));
    Map<String, Sibling> siblings = new LinkedHashMap<>();
    // A neighbour's path is shorter and a prefix, so it comes first in the order of the files.
    for (BuildFile file : build.files()) {
      Optional<ContentCoding> coding = ContentCoding.ofName(file.path());
      if (coding.isEmpty() || read.contains(file.path())) {
        continue;
      }
      int end = file.path().length() - coding.get().suffix().length();
      BuildFile neighbour = byPath.get(file.path().substring(0, end));
      if (neighbour != null && !siblings.containsKey(neighbour.path())) {
        siblings.put(file.path(), new Sibling(file, coding.get(), neighbour));
      }
    }
    return siblings;
  }

  private void settle(LoneCoding.Decoded outcome) {
    BuildFile file = outcome.lone().file();
    if (outcome.undecodable().isPresent()) {
      String suffix = outcome.form().coding().suffix();
      warn(
          outcome.undecodable().get().getMessage()
              + ": what is there with the end '"
              + suffix
              + "' alone is left out");
      return;
    }
    if (outcome.plain().isEmpty()) {
      hashes.put(file.path(), outcome.form().sha256());
      warnings.add(
          "'" + file.path() + "' is not in the coding that its name tells: a file of its own");
      return;
    }
    BuildFile plain = outcome.plain().get();
    decoded.put(plain.path(), plain);
    hashes.put(plain.path(), outcome.sha256().orElseThrow());
    codings.put(plain.path(), new ArrayList<>(List.of(new CodedFile(file, outcome.form()))));
  }

  private void settle(Sibling.Decoded outcome) {
    if (outcome.undecodable().isPresent()) {
      passOver(outcome, outcome.undecodable().get());
      return;
    }
    if (outcome.coded().isPresent()) {
      add(outcome.sibling(), outcome.coded().get());
      return;
    }
    String path = outcome.sibling().file().path();
    hashes.put(path, outcome.sha256());
    warnings.add(
        "'"
            + path
            + "' does not decode to '"
            + outcome.sibling().neighbour().path()
            + "' and counts as a file of its own");
  }

  private void add(Sibling sibling, CodedFile coded) {
    codings.computeIfAbsent(sibling.neighbour().path(), path -> new ArrayList<>()).add(coded);
  }

  /**
   * Leaves alone what cannot be decoded here: a gateway sends it as it is to who accepts the
   * coding, publish does not vouch for it. Either way it is no asset of its own, as the release has
   * one digest on every machine.
   */
  private void passOver(Sibling.Decoded outcome, MissingDecoderException why) {
    Sibling sibling = outcome.sibling();
    String effect = " are not published";
    if (!build.isStrict()) {
      effect = " are sent without a check";
      if (sibling.isPlausible()) {
        add(sibling, sibling.coded(outcome.sha256()));
      }
    }
    warn(
        why.getMessage()
            + ": the files that end with '"
            + sibling.coding().suffix()
            + "'"
            + effect);
  }

  private void warn(String warning) {
    if (!warnings.contains(warning)) {
      warnings.add(warning);
    }
  }

  private HashedFile hashed(BuildFile file) {
    return new HashedFile(file, hash(file), codings.getOrDefault(file.path(), List.of()));
  }

  private Sha256 hash(BuildFile file) {
    Sha256 hash = hashes.get(file.path());
    if (hash == null) {
      throw new IllegalStateException("Not hashed yet: '" + file.path() + "'");
    }
    return hash;
  }
}
