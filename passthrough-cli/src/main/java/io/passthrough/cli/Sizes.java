package io.passthrough.cli;

import java.util.Locale;

/** Numbers for people. */
final class Sizes {

  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};
  private static final int STEP = 1_000;

  private Sizes() {}

  /** Such as {@code 12.3 KB}. */
  static String bytes(long bytes) {
    double value = (double) bytes;
    int unit = 0;
    while (value >= STEP && unit < UNITS.length - 1) {
      value /= STEP;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /** Such as {@code 2,817}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Such as {@code 2.1 %}; of nothing, 0 %. */
  static String share(long part, long whole) {
    return share(whole == 0 ? 0 : (double) part / whole);
  }

  /** Such as {@code 2.1 %} for 0.021. */
  static String share(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
