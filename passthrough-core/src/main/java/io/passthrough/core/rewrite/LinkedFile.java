package io.passthrough.core.rewrite;

import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.build.BuildFile;
import io.passthrough.core.build.CodedFile;
import io.passthrough.core.build.Failures;
import io.passthrough.core.build.HashedFile;
import io.passthrough.core.rewrite.SplicedContent.Splice;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A file and what it refers to.
 *
 * @param file the file as it was found
 * @param links its references to files that get a hash, in the order of their places
 */
record LinkedFile(HashedFile file, List<Link> links) {

  private static final int BUFFER_BYTES = 64 * 1024;

  /**
   * A reference.
   *
   * @param at the byte of the file in front of which the hash goes
   * @param target the path of the file that it leads to
   */
  record Link(long at, String target) {}

  LinkedFile {
    links = List.copyOf(links);
  }

  String path() {
    return file.file().path();
  }

  SortedSet<String> targets() {
    SortedSet<String> targets = new TreeSet<>();
    links.forEach(link -> targets.add(link.target));
    return targets;
  }

  /**
   * Returns the file with hashes in its references, where they are known.
   *
   * @param insertions what goes into the names of files, by their paths
   */
  HashedFile rewritten(Map<String, String> insertions) {
    List<Splice> splices = splices(insertions);
    if (splices.isEmpty()) {
      return file;
    }
    SplicedContent content = new SplicedContent(file.file().content(), splices);
    BuildFile rewritten =
        new BuildFile(path(), content.length(), file.file().lastModified(), content);
    MessageDigest digest = Sha256.newDigest();
    feed(rewritten, digest);
    return new HashedFile(rewritten, Sha256.from(digest.digest()), List.of());
  }

  private List<Splice> splices(Map<String, String> insertions) {
    List<Splice> splices = new ArrayList<>();
    for (Link link : links) {
      @Nullable String insertion = insertions.get(link.target);
      if (insertion != null) {
        splices.add(new Splice(link.at, insertion));
      }
    }
    return splices;
  }

  private static void feed(BuildFile file, MessageDigest digest) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = file.content().open()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    } catch (IOException e) {
      throw Failures.unreadable(file, e);
    }
  }

  /** Returns a file under its name with a hash, its codings too. */
  static HashedFile named(HashedFile file, String insertion) {
    BuildFile found = file.file();
    String path = HashedName.of(found.path(), insertion);
    List<CodedFile> codings =
        file.codings().stream()
            .map(
                coded ->
                    new CodedFile(
                        at(path + coded.form().coding().suffix(), coded.file()), coded.form()))
            .toList();
    return new HashedFile(at(path, found), file.sha256(), codings);
  }

  private static BuildFile at(String path, BuildFile file) {
    return new BuildFile(path, file.size(), file.lastModified(), file.content());
  }
}
