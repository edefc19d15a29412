package io.passthrough.cli;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.Durations;
import io.passthrough.core.release.ReleaseList;
import io.passthrough.core.release.ReleaseList.Environment;
import io.passthrough.core.release.ReleaseList.Row;
import io.passthrough.core.report.Means;
import io.passthrough.core.text.Sizes;
import io.passthrough.core.text.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Releases, the means over the last ones, what is current where, and what prunes leave undone.
 *
 * @param releases a row for each
 * @param listing what they are rows of
 * @param now what this machine's clock shows
 */
record ReleasesDocument(List<Release> releases, ReleaseList listing, Instant now)
    implements Document {

  /** One release. */
  record Release(
      String release,
      String state,
      @Nullable String publishedAt,
      @Nullable String retiredAt,
      List<String> active,
      Map<String, String> activeSince,
      boolean pinned,
      int assets,
      long bytes,
      @Nullable Integer uploaded,
      @Nullable Long reloadBytes) {

    static Release of(Row row, List<Environment> environments) {
      return new Release(
          row.release().value(),
          row.state().name(),
          row.publishedAt().map(Instant::toString).orElse(null),
          row.retiredAt().map(Instant::toString).orElse(null),
          row.active().stream().map(EnvironmentName::value).toList(),
          activeSince(row, environments),
          row.pinned(),
          row.assets(),
          row.bytes(),
          row.uploaded().orElse(null),
          row.reloadBytes().orElse(null));
    }

    private static Map<String, String> activeSince(Row row, List<Environment> environments) {
      Map<String, String> since = new LinkedHashMap<>();
      environments.stream()
          .filter(each -> row.active().contains(each.environment()))
          .forEach(each -> since.put(each.environment().value(), each.since().toString()));
      return since;
    }
  }

  static ReleasesDocument of(ReleaseList listing, Instant now) {
    return new ReleasesDocument(
        listing.releases().stream().map(row -> Release.of(row, listing.environments())).toList(),
        listing,
        now);
  }

  @Override
  public Object json() {
    return releases;
  }

  @Override
  public String text() {
    if (releases.isEmpty()) {
      return "No releases yet; publish the first one with: passthrough publish --from DIR";
    }
    Table table =
        new Table(6, 7, 8, 9)
            .row(
                "release",
                "state",
                "published",
                "retired",
                "active",
                "pinned",
                "files",
                "size",
                "uploaded",
                "reload");
    releases.forEach(each -> table.row(cells(each)));
    return Stream.concat(
            Stream.of(table.toString(), Means.of(listing.releases()).text()),
            Stream.concat(environments().stream(), refusals().stream()))
        .collect(Collectors.joining("\n"));
  }

  /** Of each environment what is current, and since when. */
  private Optional<String> environments() {
    if (listing.environments().isEmpty()) {
      return Optional.empty();
    }
    Table table = new Table(3).row("environment", "current", "since", "age");
    listing.environments().forEach(each -> table.row(cells(each)));
    return Optional.of("\n" + table);
  }

  private String[] cells(Environment each) {
    return new String[] {
      each.environment().value(),
      each.release().map(ReleaseName::value).orElse("none, it has ended"),
      toTheSecond(each.since().toString()),
      Durations.text(Duration.between(each.since(), now))
    };
  }

  /** What guards keep prunes from deleting. */
  private Optional<String> refusals() {
    return listing
        .refusals()
        .map(
            refused ->
                "\nBacklog of prune: "
                    + Sizes.count(refused.releases())
                    + (refused.releases() == 1 ? " release, " : " releases, ")
                    + Sizes.bytes(refused.bytes())
                    + "; refused "
                    + (refused.count() == 1 ? "once" : refused.count() + " times in a row")
                    + " since "
                    + toTheSecond(refused.since().toString())
                    + ": "
                    + refused.reason());
  }

  private static String[] cells(Release each) {
    return new String[] {
      each.release(),
      each.state(),
      toTheSecond(each.publishedAt()),
      toTheSecond(each.retiredAt()),
      String.join(", ", each.active()),
      each.pinned() ? "yes" : "",
      Sizes.count(each.assets()),
      Sizes.bytes(each.bytes()),
      each.uploaded() == null ? "" : Sizes.count(each.uploaded()),
      each.reloadBytes() == null ? "" : Sizes.share(each.reloadBytes(), each.bytes())
    };
  }

  private static String toTheSecond(@Nullable String instant) {
    return instant == null ? "" : Instant.parse(instant).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
