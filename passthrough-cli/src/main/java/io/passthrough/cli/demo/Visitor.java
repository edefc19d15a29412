package io.passthrough.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One user: when the tab is opened, and when which lazy chunk is needed.
 *
 * @param arrival the step in which the page is loaded
 * @param language picks one of the languages that the release knows
 * @param clicks in any order
 */
record Visitor(int arrival, int language, List<Click> clicks) {

  private static final int PER_STEP = 4;
  private static final int CLICKS = 4;
  private static final int LONGEST_VISIT = 36;

  /**
   * A page of the app is opened.
   *
   * @param step when
   * @param chunk picks one of the lazy chunks
   */
  record Click(int step, int chunk) {}

  /** Makes the same population for the same seed. */
  static List<Visitor> population(int steps, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, steps * PER_STEP)
        .mapToObj(each -> visitor(each / PER_STEP, steps, random))
        .toList();
  }

  private static Visitor visitor(int arrival, int steps, Random random) {
    List<Click> clicks = new ArrayList<>();
    int language = random.nextInt(Integer.MAX_VALUE);
    for (int i = 0; i < CLICKS; i++) {
      int step = arrival + random.nextInt(LONGEST_VISIT);
      int chunk = random.nextInt(Integer.MAX_VALUE);
      if (step < steps) {
        clicks.add(new Click(step, chunk));
      }
    }
    return new Visitor(arrival, language, clicks);
  }
}
