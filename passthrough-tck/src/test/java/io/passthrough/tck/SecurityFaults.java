package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Stores that let something out. */
final class SecurityFaults {

  private SecurityFaults() {}

  static List<Mutant> all() {
    return List.of(
        by(
                "sec.traversal",
                "expected own objects, or INVALID, but was ['secret2.js', 'secret3.js']")
            .harness("a cursor names the prefix that is listed", CursorsNameTheirPlace::new),
        by("sec.prefix-isolation", "the listing: expected ['own.js'], but was")
            .harness("the prefix is compared without its slash", SeesNeighbours::new),
        by("sec.symlink-escape", "through a link: expected a refusal")
            .harness("links are followed", FollowsLinks::new),
        by("sec.no-secrets", "a text for people: expected no secret")
            .store("the store's name has the key that opens it", ShowsSecrets::new));
  }

  private static final class CursorsNameTheirPlace extends MemoryBackend {
    CursorsNameTheirPlace() {
      super(UnaryOperator.identity());
    }

    @Override
    public AssetStore open(String namespace) {
      return new Forwarding(super.open(namespace)) {
        @Override
        public Page list(String prefix, Optional<Cursor> after, int limit) {
          String[] parts = after.map(Cursor::token).orElse(namespace + "|").split("\\|", 2);
          Page page =
              bare(parts[0])
                  .list(
                      prefix,
                      Optional.of(parts[1]).filter(it -> !it.isEmpty()).map(Cursor::new),
                      limit);
          return new Page(
              page.entries(),
              page.next().map(next -> new Cursor(parts[0] + "|" + next.token())),
              page.skipped());
        }
      };
    }
  }

  private static final class SeesNeighbours extends MemoryBackend {
    SeesNeighbours() {
      super(UnaryOperator.identity());
    }

    @Override
    public AssetStore open(String namespace) {
      return new Forwarding(super.open(namespace)) {
        @Override
        public Page list(String prefix, Optional<Cursor> after, int limit) {
          Page own = super.list(prefix, after, limit);
          Page other = bare(namespace + "-b").list(prefix, after, limit);
          return Altered.last(
              Stream.concat(
                      own.entries().stream(),
                      other.entries().stream()
                          .map(entry -> Altered.key(entry, "-b/" + entry.key().value())))
                  .toList());
        }
      };
    }
  }

  private static final class FollowsLinks extends MemoryBackend {
    FollowsLinks() {
      super(UnaryOperator.identity());
    }

    @Override
    public Optional<LinkPlanting> links() {
      return Optional.of(
          (namespace, name, target) -> {
            byte[] bytes = Files.isRegularFile(target) ? Files.readAllBytes(target) : new byte[0];
            AssetHeaders headers = AssetHeaders.of(AssetHeaders.OCTET_STREAM);
            bare(namespace).put(AssetKey.of(name), Content.of(bytes), headers, PutCondition.ALWAYS);
          });
    }
  }

  private static final class ShowsSecrets extends Forwarding {
    ShowsSecrets(AssetStore store) {
      super(store);
    }

    /** Returns more than it should. */
    @Override
    public String toString() {
      return store + "?key=" + MemoryBackend.SECRET;
    }
  }
}
