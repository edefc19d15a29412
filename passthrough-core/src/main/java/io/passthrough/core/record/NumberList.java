package io.passthrough.core.record;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Ascending numbers, as compact as an array. Immutable. */
final class NumberList {

  static final NumberList EMPTY = new NumberList(IntStream.empty());

  private final int[] numbers;

  /** Sorts and copies. */
  NumberList(IntStream numbers) {
    this.numbers = numbers.sorted().toArray();
  }

  IntStream stream() {
    return Arrays.stream(numbers);
  }

  /** Returns those that another list does not have. */
  NumberList without(NumberList other) {
    return new NumberList(stream().filter(number -> !other.contains(number)));
  }

  NumberList and(NumberList other) {
    return new NumberList(IntStream.concat(stream(), other.stream()));
  }

  private boolean contains(int number) {
    return Arrays.binarySearch(numbers, number) >= 0;
  }

  /** Returns whether all are below a limit. */
  boolean isBelow(int limit) {
    return numbers.length == 0 || numbers[numbers.length - 1] < limit;
  }
}
