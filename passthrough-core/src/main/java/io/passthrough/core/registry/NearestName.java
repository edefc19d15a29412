package io.passthrough.core.registry;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the known name that a misspelt one is nearest to. */
public final class NearestName {

  private NearestName() {}

  /**
   * Finds the nearest name, by the number of letters to change, add, drop or swap. Upper case and
   * hyphens cost nothing.
   *
   * @param name a misspelt name
   * @param known the names to choose from
   * @return the nearest, or empty when none is near
   */
  public static Optional<String> of(String name, Collection<String> known) {
    String plain = plain(name);
    return known.stream()
        .filter(candidate -> near(plain, plain(candidate)))
        .min(Comparator.comparingInt(candidate -> distance(plain, plain(candidate))));
  }

  /**
   * Returns what to do about a name that is none of the known.
   *
   * @param name a misspelt name
   * @param known the names to choose from
   * @return the nearest as a question, or else all of them
   */
  public static String advice(String name, Collection<String> known) {
    return of(name, known)
        .map(near -> "did you mean '" + near + "'?")
        .orElseGet(() -> "known are " + String.join(", ", new TreeSet<>(known)));
  }

  private static String plain(String name) {
    return name.replace('-', '_').toLowerCase(Locale.ROOT);
  }

  private static boolean near(String a, String b) {
    int most = Math.max(1, Math.min(3, a.length() / 3));
    return Math.abs(a.length() - b.length()) <= most && distance(a, b) <= most;
  }

  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(int[][] d, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, 1 + d[i - 2][j - 2]) : best;
  }
}
