package io.passthrough.core.rewrite;

import io.passthrough.core.build.BuildFile;
import io.passthrough.core.build.Failures;
import io.passthrough.core.build.HashedFile;
import io.passthrough.core.build.Inventory;
import io.passthrough.core.rewrite.LinkedFile.Link;
import io.passthrough.core.url.AssetUrls;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads files for what they refer to, one at a time, so that one is in memory. */
final class LinkReader {

  /** The largest file, in bytes, that is read for references. */
  static final long MAX_BYTES = 8L << 20;

  private static final int MOST_WARNINGS = 20;

  private final AssetUrls urls;
  private final Set<String> plain;
  private final Set<String> existing = new HashSet<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * Makes a reader.
   *
   * @param inventory every file of the build
   * @param urls where the files lie in the URL space
   * @param plain the paths of the files that get a hash
   */
  LinkReader(Inventory inventory, AssetUrls urls, Set<String> plain) {
    this.urls = urls;
    this.plain = plain;
    inventory.build().files().forEach(file -> existing.add(file.path()));
    inventory.files().forEach(file -> existing.add(file.file().path()));
  }

  LinkedFile read(HashedFile file) {
    String path = file.file().path();
    if (!Reference.mayBeIn(path)) {
      return new LinkedFile(file, List.of());
    }
    if (file.file().size() > MAX_BYTES) {
      warnings.add("References in '" + path + "' stay as they are: it has more than 8 MiB");
      return new LinkedFile(file, List.of());
    }
    Optional<String> text = MappedText.strict(bytes(file));
    if (text.isEmpty()) {
      warnings.add("References in '" + path + "' stay as they are: it is not UTF-8");
    }
    return new LinkedFile(file, text.map(it -> links(path, it)).orElse(List.of()));
  }

  private static byte[] bytes(HashedFile file) {
    BuildFile found = file.file();
    try (InputStream in = file.verified().open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw Failures.unreadable(found, e);
    }
  }

  private List<Link> links(String path, String text) {
    List<Reference> references =
        Reference.isStyle(path) ? StyleScanner.scan(text) : ScriptScanner.scan(text);
    Map<Integer, Reference> sorted = new TreeMap<>();
    references.forEach(reference -> sorted.put(reference.insertion(), reference));
    List<Link> links = new ArrayList<>();
    int from = 0;
    long bytes = 0;
    int line = 1;
    for (Reference reference : sorted.values()) {
      String between = text.substring(from, reference.insertion());
      bytes += Utf8.length(between);
      line += (int) between.chars().filter(c -> c == '\n').count();
      from = reference.insertion();
      long at = bytes;
      target(path, line, reference).ifPresent(target -> links.add(new Link(at, target)));
    }
    return links;
  }

  /** Returns the file that a reference leads to, when that gets a hash. */
  private Optional<String> target(String path, int line, Reference reference) {
    String url = reference.resolve(urls.urlPath(path));
    if (!url.startsWith(urls.mount())) {
      return Optional.empty();
    }
    String target = url.substring(urls.mount().length());
    if (!existing.contains(target)) {
      missing.add(
          "'"
              + path
              + "', line "
              + line
              + ", refers to '"
              + reference.path()
              + "', which is not there");
    }
    return plain.contains(target) ? Optional.of(target) : Optional.empty();
  }

  /** Returns what a user should know, one sentence each. */
  List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    int shown = missing.size() <= MOST_WARNINGS ? missing.size() : MOST_WARNINGS - 1;
    all.addAll(missing.subList(0, shown));
    if (shown < missing.size()) {
      all.add("and " + (missing.size() - shown) + " more references to files that are not there");
    }
    return all;
  }
}
