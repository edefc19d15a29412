package io.passthrough.cli;

import io.passthrough.cli.demo.DemoResult;
import io.passthrough.cli.demo.Result;
import io.passthrough.cli.demo.Tally;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.text.Sizes;
import io.passthrough.core.text.Table;

/**
 * What the rollout was like.
 *
 * @param result what was counted
 */
record DemoDocument(DemoResult result) implements Document {

  /** The document for programs. */
  private record Counts(
      int requests, Sources bySource, int failures, int failuresWithoutFallback) {}

  /** Responses by what their field X-Passthrough says. */
  private record Sources(int local, int cache, int store, int miss) {}

  @Override
  public Object json() {
    Tally with = result.with();
    return new Counts(
        with.requests(),
        new Sources(
            with.total(Result.LOCAL),
            with.total(Result.CACHE),
            with.total(Result.STORE),
            with.misses()),
        with.total(Result.FAILED),
        result.without().total(Result.FAILED));
  }

  @Override
  public String text() {
    Table table = new Table(1, 2).row("", "with Passthrough", "without fallback");
    row(table, "requests", result.with().requests(), result.without().requests());
    row(table, "  local", Result.LOCAL);
    row(table, "  from the cache", Result.CACHE);
    row(table, "  from the store", Result.STORE);
    row(table, "  failed", Result.FAILED);
    row(table, "users who saw a failure", result.with().usersHit(), result.without().usersHit());
    return head() + "\n\n" + table + "\n\n" + published() + "\nPicture: " + result.picture();
  }

  private String head() {
    return Sizes.count(result.users())
        + " users of a "
        + result.bundler().title()
        + " app cross the rollout of release 2, one host after the other";
  }

  private String published() {
    PublishResult second = result.second();
    long bytes = second.uploadedBytes() + second.skippedBytes();
    return "Release 2: "
        + Sizes.share(second.uploaded(), second.assets())
        + " of its files and "
        + Sizes.share(second.uploadedBytes(), bytes)
        + " of its bytes were uploaded; a returning user loads "
        + Sizes.share(second.reloadBytes(), bytes)
        + " again";
  }

  private void row(Table table, String name, Result outcome) {
    row(table, name, result.with().total(outcome), result.without().total(outcome));
  }

  private static void row(Table table, String name, int with, int without) {
    table.row(name, Sizes.count(with), Sizes.count(without));
  }
}
