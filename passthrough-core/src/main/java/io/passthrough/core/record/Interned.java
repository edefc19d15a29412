package io.passthrough.core.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Equal values, each kept once and known by its number. Not thread-safe.
 *
 * @param <T> the values
 */
final class Interned<T> {

  private final List<T> values = new ArrayList<>();
  private final Map<T, Integer> numbers = new HashMap<>();

  /** Takes a value that was not taken before, under the next number: faster than to look for it. */
  void append(T value) {
    values.add(value);
  }

  /** Returns the numbers of some values, ascending. */
  NumberList numbers(Collection<T> some) {
    for (int i = numbers.size(); i < values.size(); i++) {
      numbers.put(values.get(i), i);
    }
    return new NumberList(some.stream().mapToInt(this::number));
  }

  private int number(T value) {
    Integer known = numbers.putIfAbsent(value, values.size());
    if (known != null) {
      return known;
    }
    values.add(value);
    return values.size() - 1;
  }

  /** Returns the values with some numbers. */
  List<T> values(NumberList some) {
    return some.stream().mapToObj(values::get).toList();
  }

  List<T> values() {
    return values;
  }
}
