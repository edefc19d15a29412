package io.passthrough.core.scan;

import io.passthrough.api.AssetKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells fingerprints in names. A strong token counts by itself. A weak one, which a word or a
 * number might be as well, counts only among neighbours that have a strong one in the same place.
 * In doubt a name has none: a name wrongly called immutable is cached for a year.
 *
 * <p>An instance is for one thread.
 */
public final class Fingerprints {

  private static final int STRONG_NEIGHBOURS = 3;

  /** Per folder and place, how many names have a strong token there. */
  private final Map<String, Map<NameToken.Place, Integer>> strongPlaces = new HashMap<>();

  private final Map<String, List<NameToken>> tokens = new HashMap<>();

  /**
   * Learns the folders that names stand in.
   *
   * @param paths the paths of a build's files
   */
  Fingerprints(Collection<String> paths) {
    Set<String> stems = new HashSet<>();
    for (String path : paths) {
      FileStem stem = FileStem.of(path);
      if (stems.add(stem.folder() + stem.text())) {
        learn(stem.folder(), tokens(path));
      }
    }
  }

  private List<NameToken> tokens(String path) {
    return tokens.computeIfAbsent(path, it -> FileStem.of(it).tokens());
  }

  private void learn(String folder, List<NameToken> found) {
    Map<NameToken.Place, Integer> places =
        strongPlaces.computeIfAbsent(folder, it -> new HashMap<>());
    found.stream()
        .filter(token -> token.strength() == NameToken.Strength.STRONG)
        .map(NameToken::place)
        .distinct()
        .forEach(place -> places.merge(place, 1, Integer::sum));
  }

  /**
   * Tells whether a name has a strong fingerprint, so that a key which no record names may be
   * called immutable.
   *
   * @param key a key
   * @return whether the file's name holds a strong token and is no companion's
   */
  public static boolean isStrong(AssetKey key) {
    return Companions.stem(key.value()).isEmpty()
        && FileStem.of(key.value()).tokens().stream()
            .anyMatch(token -> token.strength() == NameToken.Strength.STRONG);
  }

  /**
   * Tells whether a file's name holds a fingerprint.
   *
   * @param path the path of one of the build's files, without a companion's ending
   * @return whether it has a strong token, or a weak one among strong neighbours
   */
  boolean isFingerprinted(String path) {
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    Map<NameToken.Place, Integer> places = strongPlaces.getOrDefault(folder, Map.of());
    return tokens(path).stream()
        .anyMatch(
            token ->
                switch (token.strength()) {
                  case STRONG -> true;
                  case WEAK -> places.getOrDefault(token.place(), 0) >= STRONG_NEIGHBOURS;
                });
  }
}
