package io.passthrough.core.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts that a Range field asks for (RFC 9110, section 14.2). A field that is malformed, of
 * another unit, or asks for more than the whole is ignored, as the RFC allows.
 */
final class Ranges {

  private static final String UNIT = "bytes=";
  private static final int MAX_SPECS = 16;
  private static final int MAX_PARTS = 8;

  private Ranges() {}

  /**
   * Reads a Range field.
   *
   * @param value the field's value
   * @param size the representation's size
   * @return the parts in the order asked for; none when no part exists (416); or empty when the
   *     field is ignored
   */
  static Optional<List<Slice>> of(String value, long size) {
    if (size == 0 || !value.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
      return Optional.empty();
    }
    List<Slice> slices = new ArrayList<>();
    int specs = 0;
    for (String element : value.substring(UNIT.length()).split(",", -1)) {
      String spec = element.strip();
      if (spec.isEmpty()) {
        continue;
      }
      specs++;
      if (specs > MAX_SPECS || !isWellFormed(spec)) {
        return Optional.empty();
      }
      slice(spec, size).ifPresent(slices::add);
    }
    return specs == 0 ? Optional.empty() : sensible(united(slices), size);
  }

  private static boolean isWellFormed(String spec) {
    int dash = spec.indexOf('-');
    if (dash < 0 || spec.length() == 1) {
      return false;
    }
    String first = spec.substring(0, dash);
    String last = spec.substring(dash + 1);
    return isNumber(first)
        && isNumber(last)
        && (first.isEmpty() || last.isEmpty() || number(first) <= number(last));
  }

  private static boolean isNumber(String digits) {
    return digits.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Returns the number; beyond a long, the largest one, which is past any representation. */
  private static long number(String digits) {
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      if (number > (Long.MAX_VALUE - 9) / 10) {
        return Long.MAX_VALUE;
      }
      number = number * 10 + (digits.charAt(i) - '0');
    }
    return number;
  }

  private static Optional<Slice> slice(String spec, long size) {
    int dash = spec.indexOf('-');
    if (dash == 0) {
      long suffix = Math.min(number(spec.substring(1)), size);
      return suffix == 0 ? Optional.empty() : Optional.of(new Slice(size - suffix, suffix));
    }
    long first = number(spec.substring(0, dash));
    String end = spec.substring(dash + 1);
    long last = end.isEmpty() ? size - 1 : Math.min(number(end), size - 1);
    return first >= size ? Optional.empty() : Optional.of(Slice.between(first, last));
  }

  /** Joins parts that overlap, so that no byte is sent twice. */
  private static List<Slice> united(List<Slice> slices) {
    List<Slice> united = new ArrayList<>();
    for (Slice slice : slices) {
      Slice whole = slice;
      for (int i = united.size() - 1; i >= 0; i--) {
        if (united.get(i).overlaps(whole)) {
          whole = united.remove(i).union(whole);
          i = united.size();
        }
      }
      united.add(whole);
    }
    return united;
  }

  private static Optional<List<Slice>> sensible(List<Slice> slices, long size) {
    long bytes = slices.stream().mapToLong(Slice::length).sum();
    boolean wasteful = slices.size() > 1 && (slices.size() > MAX_PARTS || bytes >= size);
    return wasteful ? Optional.empty() : Optional.of(List.copyOf(slices));
  }
}
