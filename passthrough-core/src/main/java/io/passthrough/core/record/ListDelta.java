package io.passthrough.core.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A delta coding of lists of numbers: each is written as what it lacks and has beyond the one
 * before, as releases that follow each other are much the same. Not thread-safe.
 */
final class ListDelta {

  private static final String DROP = "drop";
  private static final String ADD = "add";

  private NumberList before = NumberList.EMPTY;

  void write(NumberList numbers, ObjectNode node) {
    put(node.putArray(DROP), before.without(numbers));
    put(node.putArray(ADD), numbers.without(before));
    before = numbers;
  }

  private static void put(ArrayNode array, NumberList numbers) {
    numbers.stream().forEach(array::add);
  }

  /**
   * Reads the next list.
   *
   * @param limit numbers from here on are faults
   */
  NumberList read(Fields fields, int limit) {
    before = before.without(fields.numbers(DROP)).and(fields.numbers(ADD));
    if (!before.isBelow(limit)) {
      throw new CorruptRecordException("'" + ADD + "' names what is not there");
    }
    return before;
  }
}
