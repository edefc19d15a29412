package io.passthrough.cli.demo;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Counts responses, step by step. Not thread-safe. */
public final class Tally {

  private final Map<Result, int[]> counts = new EnumMap<>(Result.class);
  private final Set<Integer> hit = new HashSet<>();
  private int misses;

  Tally() {
    for (Result each : Result.values()) {
      counts.put(each, new int[Phase.STEPS]);
    }
  }

  void add(int step, int user, Result outcome, boolean miss) {
    steps(outcome)[step]++;
    misses += miss ? 1 : 0;
    if (outcome == Result.FAILED) {
      hit.add(user);
    }
  }

  int count(int step, Result outcome) {
    return steps(outcome)[step];
  }

  private int[] steps(Result outcome) {
    return Objects.requireNonNull(counts.get(outcome));
  }

  int count(int step) {
    return Stream.of(Result.values()).mapToInt(outcome -> count(step, outcome)).sum();
  }

  /**
   * Returns how many responses had an outcome.
   *
   * @param outcome the outcome
   * @return the number over the whole rollout
   */
  public int total(Result outcome) {
    return IntStream.of(steps(outcome)).sum();
  }

  /**
   * Returns how many requests there were.
   *
   * @return the number over the whole rollout
   */
  public int requests() {
    return Stream.of(Result.values()).mapToInt(this::total).sum();
  }

  /**
   * Returns how many responses said {@code X-Passthrough: miss}.
   *
   * @return the number over the whole rollout
   */
  public int misses() {
    return misses;
  }

  /**
   * Returns how many users saw something fail.
   *
   * @return the number over the whole rollout
   */
  public int usersHit() {
    return hit.size();
  }
}
