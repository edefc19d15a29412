package io.passthrough.core.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.core.Workers;
import io.passthrough.core.store.AssetStores;
import io.passthrough.core.store.ForwardingStore;
import io.passthrough.core.store.HookedStore;
import io.passthrough.core.store.MemoryStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WantedEntriesTest {

  private static final int OBJECTS = 20_500;
  private static final HookedStore STORE = HookedStore.counting(filled());

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 500})
  void list_ofEveryTenthKey_findsEach(int workers) {
    Set<AssetKey> wanted = keys(IntStream.iterate(7, i -> i < OBJECTS, i -> i + 10));

    assertThat(found(STORE, workers, wanted)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 500})
  void list_ofKeysAtTheEndAndOfAbsentOnes_findsThoseThatAreThere(int workers) {
    Set<AssetKey> there = keys(IntStream.of(OBJECTS - 2, OBJECTS - 1));
    Set<AssetKey> wanted = new HashSet<>(there);
    wanted.add(AssetKey.of("js/04000b.js"));
    wanted.add(AssetKey.of("js/zz.js"));

    assertThat(found(STORE, workers, wanted)).isEqualTo(there);
  }

  @Test
  void list_ofAStoreWhoseCursorsAreNoKeys_findsEach() {
    Set<AssetKey> wanted = keys(IntStream.iterate(7, i -> i < OBJECTS, i -> i + 10));

    assertThat(found(new Opaque(STORE), 16, wanted)).isEqualTo(wanted);
  }

  @Test
  void list_byManyWorkers_readsFewPagesMoreThanThereAre() {
    Set<AssetKey> wanted = keys(IntStream.iterate(7, i -> i < OBJECTS, i -> i + 10));

    assertThat(pages(STORE, 16, wanted)).isBetween(21L, 27L);
    assertThat(pages(STORE, 1, wanted)).isEqualTo(21);
  }

  @Test
  void list_ofKeysAtTheBeginning_readsNoFurther() {
    assertThat(pages(STORE, 16, keys(IntStream.range(0, 900)))).isEqualTo(1);
    assertThat(pages(new Opaque(STORE), 16, keys(IntStream.range(0, 1_900)))).isEqualTo(2);
  }

  private static long pages(AssetStore store, int workers, Set<AssetKey> wanted) {
    STORE.calls().clear();
    found(store, workers, wanted);
    return STORE.calls().stream().filter(call -> call.is("list", "js/")).count();
  }

  private static Set<AssetKey> found(AssetStore store, int workers, Set<AssetKey> wanted) {
    return WantedEntries.list(store, new Workers(workers), wanted, Set.of("js/")).values().stream()
        .map(Entry::key)
        .collect(Collectors.toSet());
  }

  private static AssetStore filled() {
    AssetStore store = AssetStores.guarded(new MemoryStore());
    Content content = Content.of(new byte[1]);
    AssetHeaders headers = AssetHeaders.of("text/javascript");
    keys(IntStream.range(0, OBJECTS))
        .forEach(key -> store.put(key, content, headers, PutCondition.ALWAYS));
    return store;
  }

  private static Set<AssetKey> keys(IntStream numbers) {
    return numbers
        .mapToObj(number -> AssetKey.of("js/%05d.js".formatted(number)))
        .collect(Collectors.toSet());
  }

  /** A store whose cursors tell nothing. */
  private static final class Opaque extends ForwardingStore {
    private final AssetStore store;

    private Opaque(AssetStore store) {
      this.store = store;
    }

    @Override
    protected AssetStore delegate() {
      return store;
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      Page page = super.list(prefix, after.map(it -> new Cursor(it.token().substring(1))), limit);
      Optional<Cursor> next = page.next().map(it -> new Cursor("#" + it.token()));
      return new Page(List.copyOf(page.entries()), next, page.skipped());
    }
  }
}
