package io.passthrough.core.retention;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.objects.RequiredObject;
import io.passthrough.core.objects.RequiredObjects;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.snapshot.ReleaseVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which objects each release needs: every key once and known by a number, so that hundreds of
 * releases with thousands of files fit into memory. Thread-safe.
 */
public final class ObjectTable implements ReleaseVisitor {

  private static final int[] NONE = {};

  private final Map<AssetKey, Integer> numbers = new HashMap<>();
  private final List<AssetKey> keys = new ArrayList<>();
  private long[] sizes = new long[1024];
  private final Map<ReleaseName, int[]> releases = new HashMap<>();

  @Override
  public void visit(ReleaseManifest manifest, Collection<Outcome> ready) {
    if (!isKnown(manifest.release())) {
      add(manifest.release(), RequiredObjects.of(manifest));
    }
  }

  private synchronized boolean isKnown(ReleaseName release) {
    return releases.containsKey(release);
  }

  private synchronized void add(ReleaseName release, List<RequiredObject> objects) {
    int[] needed =
        objects.stream()
            .mapToInt(object -> add(object.key(), object.claims().iterator().next().size()))
            .sorted()
            .toArray();
    releases.put(release, needed);
  }

  /**
   * Adds an object that no release needs, or one that some do.
   *
   * @param key its key
   * @param size its size in bytes
   * @return its number
   */
  public synchronized int add(AssetKey key, long size) {
    Integer known = numbers.putIfAbsent(key, keys.size());
    if (known != null) {
      return known;
    }
    if (keys.size() == sizes.length) {
      sizes = Arrays.copyOf(sizes, 2 * sizes.length);
    }
    sizes[keys.size()] = size;
    keys.add(key);
    return keys.size() - 1;
  }

  /**
   * Returns the numbers of what some releases need together.
   *
   * @param some releases
   * @return a new set
   */
  public synchronized BitSet neededBy(Collection<ReleaseName> some) {
    BitSet needed = new BitSet(keys.size());
    some.forEach(
        release -> {
          for (int number : releases.getOrDefault(release, NONE)) {
            needed.set(number);
          }
        });
    return needed;
  }

  /**
   * Returns which of some releases need each object.
   *
   * @param some releases
   * @return by the numbers of the objects that any of them needs, in the order of the releases'
   *     names; one list for all objects that the same releases need
   */
  public synchronized Map<Integer, List<ReleaseName>> owners(Collection<ReleaseName> some) {
    List<ReleaseName> sorted =
        some.stream().sorted(Comparator.comparing(ReleaseName::value)).toList();
    Map<Integer, BitSet> owners = new HashMap<>();
    for (int i = 0; i < sorted.size(); i++) {
      for (int number : releases.getOrDefault(sorted.get(i), NONE)) {
        owners.computeIfAbsent(number, absent -> new BitSet()).set(i);
      }
    }
    Map<BitSet, List<ReleaseName>> shared = new HashMap<>();
    Map<Integer, List<ReleaseName>> named = new HashMap<>();
    owners.forEach(
        (number, set) ->
            named.put(
                number,
                shared.computeIfAbsent(set, each -> each.stream().mapToObj(sorted::get).toList())));
    return named;
  }

  /**
   * Returns the number of a key.
   *
   * @param key a key
   * @return its number, or empty when no release needs it
   */
  public synchronized Optional<Integer> number(AssetKey key) {
    return Optional.ofNullable(numbers.get(key));
  }

  /**
   * Returns a key.
   *
   * @param number its number
   * @return the object's key
   */
  public synchronized AssetKey key(int number) {
    return keys.get(number);
  }

  /**
   * Returns the size of an object as its release's manifest tells it.
   *
   * @param number its number
   * @return bytes
   */
  public synchronized long size(int number) {
    return sizes[number];
  }

  /**
   * Takes note of the size that an object has in the store.
   *
   * @param number its number
   * @param size bytes
   */
  public synchronized void resize(int number, long size) {
    sizes[number] = size;
  }

  /**
   * Returns the size of some objects.
   *
   * @param numbers their numbers
   * @return bytes
   */
  public synchronized long size(BitSet numbers) {
    return numbers.stream().mapToLong(number -> sizes[number]).sum();
  }
}
