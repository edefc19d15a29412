package io.passthrough.core.text;

import java.util.Locale;

/** Numbers for people. */
public final class Sizes {

  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};
  private static final int STEP = 1_000;

  private Sizes() {}

  /**
   * Writes a size, such as {@code 12.3 KB}.
   *
   * @param bytes the size
   * @return the text
   */
  public static String bytes(long bytes) {
    double value = (double) bytes;
    int unit = 0;
    while (value >= STEP && unit < UNITS.length - 1) {
      value /= STEP;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /**
   * Writes a number of things, such as {@code 2,817}.
   *
   * @param count the number
   * @return the text
   */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /**
   * Writes a share, such as {@code 2.1 %}; of nothing, 0 %.
   *
   * @param part the part
   * @param whole what it is a part of
   * @return the text
   */
  public static String share(long part, long whole) {
    return share(whole == 0 ? 0 : (double) part / whole);
  }

  /**
   * Writes a share, such as {@code 2.1 %} for 0.021.
   *
   * @param share the share, 1 for all
   * @return the text
   */
  public static String share(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
