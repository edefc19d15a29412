package io.passthrough.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;

/** Both runs as one page that needs nothing else: counts, and requests by source over time. */
final class Picture {

  private static final String STYLE =
      """
      :root { --ink: #1d2733; --soft: #5b6875; --paper: #ffffff; --even: #f4f6f8; --odd: #e9edf1;
        --line: #d5dbe1; --local: #a9bdd1; --cache: #2f9e8f; --store: #f0a030; --failed: #d3343f;
        --first: #6b7f94; --second: #6d4fc4; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e8edf2; --soft: #9aa7b4; --paper: #14191f; --even: #1b222a; --odd: #222b35;
          --line: #33404c; --local: #54697e; --first: #8fa3b8; --second: #a48cf0; } }
      body { margin: 0 auto; max-width: 60rem; padding: 2.5rem 1.5rem; color: var(--ink);
        background: var(--paper); font: 16px/1.5 system-ui, "Segoe UI", "Helvetica Neue", sans-serif; }
      h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 0.4rem; }
      h2 { font-size: 1.1rem; margin: 2.2rem 0 0.3rem; }
      h2 b { float: right; font-variant-numeric: tabular-nums; }
      p { margin: 0; color: var(--soft); }
      .good { color: var(--cache); } .bad { color: var(--failed); }
      svg { display: block; width: 100%; height: auto; margin-top: 0.6rem; }
      svg line { stroke: var(--line); }
      svg text { fill: var(--soft); font: 12px system-ui, "Segoe UI", "Helvetica Neue", sans-serif; }
      svg .scale { text-anchor: end; }
      .even { fill: var(--even); } .odd { fill: var(--odd); }
      .local { fill: var(--local); } .cache { fill: var(--cache); } .store { fill: var(--store); }
      .failed { fill: var(--failed); } .first { fill: var(--first); } .second { fill: var(--second); }
      .legend { display: flex; flex-wrap: wrap; gap: 0.3rem 1.4rem; margin-top: 1rem; font-size: 0.9rem; }
      .legend svg { display: inline-block; width: 12px; height: 12px; margin: 0 0.4rem 0 0; }
      table { border-collapse: collapse; margin-top: 2rem; font-variant-numeric: tabular-nums; }
      th, td { padding: 0.35rem 1.6rem 0.35rem 0; text-align: right; border-bottom: 1px solid var(--line); }
      th:first-child, td:first-child { text-align: left; }
      th { font-weight: 600; }
      footer { margin-top: 1.5rem; font-size: 0.9rem; color: var(--soft); }
      """;

  private Picture() {}

  static void write(DemoResult result) {
    try {
      Path folder = result.picture().toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(result.picture(), page(result));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String page(DemoResult result) {
    int most = Math.max(busiest(result.with()), busiest(result.without()));
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>One rollout, twice</title>
        <style>
        %s</style>
        </head>
        <body>
        <h1>One rollout, twice</h1>
        <p>%s users load a %s app while %s hosts go from release 1 to release 2. Any request may reach any host.</p>
        %s
        %s
        %s
        %s
        <footer>Each bar is one step of the rollout; its height is the number of requests. Every
        number is counted from responses on the wire: a response fails unless it is a 200 with the
        bytes that the release was built with.</footer>
        </body>
        </html>
        """
        .formatted(
            STYLE,
            result.users(),
            result.bundler().title(),
            Phase.HOSTS,
            legend(),
            run("With Passthrough", result.with(), most),
            run("The same rollout without fallback", result.without(), most),
            table(result));
  }

  private static int busiest(Tally tally) {
    return IntStream.range(0, Phase.STEPS).map(tally::count).max().orElse(0);
  }

  private static String run(String title, Tally tally, int most) {
    int failed = tally.total(Result.FAILED);
    return "<h2>%s <b class='%s'>%s of %s requests failed</b></h2>\n%s"
        .formatted(
            title,
            failed == 0 ? "good" : "bad",
            failed == 0 ? "none" : number(failed),
            number(tally.requests()),
            new Chart(tally, most).draw(title));
  }

  private static String legend() {
    return "<div class='legend'>"
        + mark("local", "the host's own release")
        + mark("cache", "another release, from the host's memory")
        + mark("store", "another release, from the store")
        + mark("failed", "failed")
        + mark("first", "host with release 1")
        + mark("second", "host with release 2")
        + "</div>";
  }

  private static String mark(String style, String text) {
    return "<span><svg viewBox='0 0 12 12'><rect class='%s' width='12' height='12' rx='2'/></svg>%s</span>\n"
        .formatted(style, text);
  }

  private static String table(DemoResult result) {
    StringBuilder table = new StringBuilder("<table>\n");
    table.append("<tr><th></th><th>with Passthrough</th><th>without fallback</th></tr>\n");
    for (Result each : Result.values()) {
      row(
          table,
          each.name().toLowerCase(Locale.ROOT),
          result.with().total(each),
          result.without().total(each));
    }
    row(table, "requests", result.with().requests(), result.without().requests());
    row(table, "users who saw a failure", result.with().usersHit(), result.without().usersHit());
    return table.append("</table>").toString();
  }

  private static void row(StringBuilder table, String name, int with, int without) {
    table.append(
        "<tr><td>%s</td><td>%s</td><td>%s</td></tr>\n"
            .formatted(name, number(with), number(without)));
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
