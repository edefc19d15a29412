package io.passthrough.core.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns for people: the first to the left, numbers to the right. Not thread-safe. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();
  private final List<Integer> toTheRight;

  /**
   * Makes a table without rows.
   *
   * @param toTheRight the indexes of the columns that stand to the right
   */
  public Table(Integer... toTheRight) {
    this.toTheRight = List.of(toTheRight);
  }

  /**
   * Adds a row.
   *
   * @param cells what stands in its columns; may be fewer than in other rows
   * @return this
   */
  public Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** Returns the rows as lines, without a line break at the end. */
  @Override
  public String toString() {
    List<Integer> widths = widths();
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
  }

  private List<Integer> widths() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    return IntStream.range(0, columns).mapToObj(this::width).toList();
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> column < row.size())
        .mapToInt(row -> row.get(column).length())
        .max()
        .orElse(0);
  }

  private String line(List<String> row, List<Integer> widths) {
    return IntStream.range(0, row.size())
        .mapToObj(column -> pad(row.get(column), widths.get(column), toTheRight.contains(column)))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static String pad(String text, int width, boolean right) {
    String space = " ".repeat(width - text.length());
    return right ? space + text : text + space;
  }
}
