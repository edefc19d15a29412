package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.Content;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.tck.Mutant.Ask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Stores to which a name is a pattern or a path. */
final class PatternFaults {

  private PatternFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("list.patterns", "the listing of 'a_': expected ['a_b/1.js']")
            .list(
                "the prefix is a LIKE", (store, ask) -> matching(store, ask, PatternFaults::like)),
        by("list.patterns", "the listing of '*': expected []")
            .list(
                "the prefix is a glob", (store, ask) -> matching(store, ask, PatternFaults::glob)),
        by("list.patterns", "the listing of 's*': expected ['s*r/1.js']")
            .list("the prefix is a regular expression", PatternFaults::regularExpression),
        by("delete.patterns", "the listing after the deletes: expected")
            .delete(
                "a key is deleted as a LIKE",
                (store, keys) -> deleting(store, keys, PatternFaults::like)),
        by("delete.patterns", "the listing after the deletes: expected")
            .delete(
                "a key is deleted as a glob",
                (store, keys) -> deleting(store, keys, PatternFaults::glob)),
        by("keys.foreign-slashes", "the listing in pages of at most 1: expected ['js/app.js']")
            .harness("slashes in a row are one", FoldsSlashes::new),
        by("list.only-foreign-names", "of at most 1, with illegal names between: expected")
            .list("a page without a key is the last one", PatternFaults::endsWithoutKey));
  }

  private static String like(String text) {
    return text.codePoints()
        .mapToObj(c -> c == '%' ? ".*" : c == '_' ? "." : quoted(c))
        .reduce("", String::concat);
  }

  private static String glob(String text) {
    return text.codePoints()
        .mapToObj(c -> c == '*' ? "[^/]*" : c == '?' ? "[^/]" : quoted(c))
        .reduce("", String::concat);
  }

  private static String quoted(int character) {
    return Pattern.quote(Character.toString(character));
  }

  private static Page matching(AssetStore store, Ask ask, Function<String, String> pattern) {
    Pattern compiled = Pattern.compile(pattern.apply(ask.prefix()) + ".*", Pattern.DOTALL);
    return page(store, ask, compiled);
  }

  private static Page regularExpression(AssetStore store, Ask ask) {
    try {
      return page(store, ask, Pattern.compile(ask.prefix() + ".*", Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      return ask.of(store);
    }
  }

  /** Gives what matches as a page whose cursor is a number. */
  private static Page page(AssetStore store, Ask ask, Pattern pattern) {
    List<Entry> all =
        Listings.all(store, "").stream()
            .filter(entry -> pattern.matcher(entry.key().value()).matches())
            .toList();
    return Listings.numbered(store, ask, all);
  }

  private static Map<AssetKey, AssetStoreException> deleting(
      AssetStore store, Collection<AssetKey> keys, Function<String, String> pattern) {
    List<AssetKey> all = new ArrayList<>();
    List<Entry> there = Listings.all(store, "");
    for (AssetKey key : keys) {
      Pattern compiled = Pattern.compile(pattern.apply(key.value()));
      there.stream()
          .map(Entry::key)
          .filter(other -> compiled.matcher(other.value()).matches())
          .forEach(all::add);
    }
    return store.delete(all);
  }

  private static Page endsWithoutKey(AssetStore store, Ask ask) {
    Page page = ask.of(store);
    return page.entries().isEmpty() ? new Page(List.of(), Optional.empty(), page.skipped()) : page;
  }

  /** Shows what others put as 'js//b.js' as 'js/b.js', too. */
  private static final class FoldsSlashes extends MemoryBackend {
    FoldsSlashes() {
      super(UnaryOperator.identity());
    }

    @Override
    public Optional<NativeAccess> nativeAccess() {
      NativeAccess access = super.nativeAccess().orElseThrow();
      return Optional.of(new Folding(access));
    }

    private final class Folding implements NativeAccess {
      private final NativeAccess access;

      Folding(NativeAccess access) {
        this.access = access;
      }

      @Override
      public void plant(String namespace, String name, byte[] bytes) throws IOException {
        access.plant(namespace, name, bytes);
        AssetHeaders headers = AssetHeaders.of(AssetHeaders.OCTET_STREAM);
        AssetKey.parse(name.replaceAll("/+", "/").replaceAll("^/|/$", ""))
            .ifPresent(
                key -> bare(namespace).put(key, Content.of(bytes), headers, PutCondition.ALWAYS));
      }

      @Override
      public boolean remove(String namespace, String name) throws IOException {
        return access.remove(namespace, name);
      }

      @Override
      public Optional<byte[]> bytes(String namespace, String name) throws IOException {
        return access.bytes(namespace, name);
      }

      @Override
      public List<String> names(String namespace) throws IOException {
        return access.names(namespace);
      }
    }
  }
}
