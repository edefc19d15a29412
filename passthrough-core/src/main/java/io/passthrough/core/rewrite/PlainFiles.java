package io.passthrough.core.rewrite;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.build.HashedFile;
import io.passthrough.core.build.Inventory;
import io.passthrough.core.url.AssetUrls;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Content hashing of names: each plain file gets a second name with a hash of its bytes in it, and
 * references to it get that name. A file is hashed after the references in it were rewritten, so
 * that its name follows from all that it leads to; files that lead to each other share one hash.
 * The result follows from the files alone: it is the same on every host.
 */
public final class PlainFiles {

  private final Map<String, LinkedFile> files = new TreeMap<>();
  private final Map<String, String> insertions = new HashMap<>();
  private final Map<String, HashedFile> rewritten = new HashMap<>();

  private PlainFiles() {}

  /**
   * Gives plain files of a build their second names.
   *
   * @param inventory the files of the build
   * @param urls where they lie in the URL space
   * @param isPlain whether a file gets a hash
   * @return the inventory with the files under both names, with the same bytes, and their originals
   * @throws PassthroughException when a file cannot be read, or another has the name already
   */
  public static Inventory fingerprint(
      Inventory inventory, AssetUrls urls, Predicate<HashedFile> isPlain) {
    Map<String, HashedFile> plain = new LinkedHashMap<>();
    inventory.files().stream().filter(isPlain).forEach(file -> plain.put(file.file().path(), file));
    if (plain.isEmpty()) {
      return inventory;
    }
    LinkReader reader = new LinkReader(inventory, urls, plain.keySet());
    PlainFiles names = new PlainFiles();
    plain.forEach((path, file) -> names.files.put(path, reader.read(file)));
    names.hash();
    List<String> warnings = new ArrayList<>(inventory.warnings());
    warnings.addAll(reader.warnings());
    return names.addTo(inventory, warnings);
  }

  private void hash() {
    Map<String, SortedSet<String>> edges = new LinkedHashMap<>();
    files.forEach((path, file) -> edges.put(path, file.targets()));
    for (List<String> component : Components.of(edges)) {
      List<LinkedFile> members = component.stream().map(this::file).toList();
      if (members.size() > 1 || members.get(0).targets().contains(component.get(0))) {
        String insertion = HashedName.insertion(together(members));
        component.forEach(path -> insertions.put(path, insertion));
        members.forEach(this::rewrite);
      } else {
        HashedFile alone = rewrite(members.get(0));
        insertions.put(component.get(0), HashedName.insertion(alone.sha256()));
      }
    }
  }

  private LinkedFile file(String path) {
    return Objects.requireNonNull(files.get(path));
  }

  private HashedFile rewrite(LinkedFile file) {
    HashedFile result = file.rewritten(insertions);
    rewritten.put(file.path(), result);
    return result;
  }

  /** Hashes files that lead to each other, with the references that lead out of them. */
  private Sha256 together(List<LinkedFile> members) {
    MessageDigest digest = Sha256.newDigest();
    for (LinkedFile member : members) {
      String line = member.path() + " " + member.rewritten(insertions).sha256().hex() + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Sha256.from(digest.digest());
  }

  private Inventory addTo(Inventory inventory, List<String> warnings) {
    Map<String, HashedFile> all = new HashMap<>();
    inventory.files().forEach(file -> all.put(file.file().path(), file));
    Map<String, String> originals = new HashMap<>();
    rewritten.forEach(
        (path, file) -> {
          HashedFile named = LinkedFile.named(file, Objects.requireNonNull(insertions.get(path)));
          @Nullable HashedFile other = all.putIfAbsent(named.file().path(), named);
          requireSame(named, other);
          all.put(path, file);
          originals.put(named.file().path(), path);
        });
    return new Inventory(
        inventory.build(),
        all.values().stream()
            .sorted(Comparator.comparing(file -> file.file().path(), AssetKey.utf8Order()))
            .toList(),
        warnings,
        originals);
  }

  private static void requireSame(HashedFile named, @Nullable HashedFile other) {
    if (other != null && !other.sha256().equals(named.sha256())) {
      throw new PassthroughException(
          Kind.INPUT,
          "Cannot fingerprint: a file with other bytes has the name already, '"
              + named.file().path()
              + "'",
          "build into an empty folder, or leave the file out of publish.fingerprint.include");
    }
  }
}
