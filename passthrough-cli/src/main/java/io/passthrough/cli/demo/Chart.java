package io.passthrough.cli.demo;

import java.util.Locale;

/** One run as stacked bars, a bar for each step, as SVG. */
final class Chart {

  static final int WIDTH = 960;
  static final int HEIGHT = 262;

  private static final int LEFT = 48;
  private static final int TOP = 24;
  private static final int BOTTOM = 52;
  private static final int GRID = 4;
  private static final int ROUND = 20;
  private static final int INSET = 7;
  private static final int HOST = 11;

  private final Tally tally;
  private final int top;
  private final StringBuilder svg = new StringBuilder();

  /**
   * Makes a chart.
   *
   * @param most the requests of the busiest step of all charts, so that they share a scale
   */
  Chart(Tally tally, int most) {
    this.tally = tally;
    this.top = (most + ROUND - 1) / ROUND * ROUND;
  }

  String draw(String title) {
    add("<svg viewBox='0 0 %s %s' role='img' aria-label='%s'>".formatted(WIDTH, HEIGHT, title));
    Phase.ALL.forEach(this::phase);
    grid();
    for (int step = 0; step < Phase.STEPS; step++) {
      bar(step);
    }
    add("</svg>");
    return svg.toString();
  }

  private void phase(Phase phase) {
    double x = x(phase.from());
    String shade = Phase.ALL.indexOf(phase) % 2 == 0 ? "even" : "odd";
    rectangle(shade, x, TOP, x(phase.end()) - x, HEIGHT - TOP);
    for (int host = 0; host < Phase.HOSTS; host++) {
      String release = host < phase.updated() ? "second" : "first";
      rectangle(release, x + INSET + host * 15, HEIGHT - BOTTOM + 10, HOST, HOST);
    }
    text("phase", x + INSET, HEIGHT - 12, phase.title());
  }

  private void grid() {
    text("phase", 0, TOP - 10, "requests in each step");
    for (int line = 0; line <= GRID; line++) {
      int value = top * line / GRID;
      String y = fixed(y(value));
      add("<line x1='%s' x2='%s' y1='%s' y2='%s'/>".formatted(LEFT, WIDTH, y, y));
      text("scale", LEFT - 8, y(value) + 4, String.valueOf(value));
    }
  }

  private void bar(int step) {
    int below = 0;
    for (Result outcome : Result.values()) {
      int count = tally.count(step, outcome);
      if (count > 0) {
        String style = outcome.name().toLowerCase(Locale.ROOT);
        rectangle(style, x(step) + 1, y(below + count), x(1) - x(0) - 2, y(0) - y(count));
      }
      below += count;
    }
  }

  private void rectangle(String style, double x, double y, double width, double height) {
    add(
        "<rect class='%s' x='%s' y='%s' width='%s' height='%s'/>"
            .formatted(style, fixed(x), fixed(y), fixed(width), fixed(height)));
  }

  private void text(String style, double x, double y, String text) {
    add("<text class='%s' x='%s' y='%s'>%s</text>".formatted(style, fixed(x), fixed(y), text));
  }

  private static double x(int step) {
    return LEFT + (double) (WIDTH - LEFT) * step / Phase.STEPS;
  }

  private double y(int count) {
    int height = HEIGHT - TOP - BOTTOM;
    return HEIGHT - BOTTOM - (double) height * count / top;
  }

  private static String fixed(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  private void add(String line) {
    svg.append(line).append('\n');
  }
}
