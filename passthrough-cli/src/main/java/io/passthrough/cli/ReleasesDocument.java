package io.passthrough.cli;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.release.ReleaseList;
import io.passthrough.core.release.ReleaseList.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every release, and the means over the last ones. */
record ReleasesDocument(List<Release> releases, Means means) implements Document {

  /** One release. */
  record Release(
      String release,
      String state,
      @Nullable String publishedAt,
      @Nullable String retiredAt,
      List<String> active,
      boolean pinned,
      int assets,
      long bytes,
      @Nullable Integer uploaded,
      @Nullable Long reloadBytes) {

    static Release of(Row row) {
      return new Release(
          row.release().value(),
          row.state().name(),
          row.publishedAt().map(Instant::toString).orElse(null),
          row.retiredAt().map(Instant::toString).orElse(null),
          row.active().stream().map(EnvironmentName::value).toList(),
          row.pinned(),
          row.assets(),
          row.bytes(),
          row.uploaded().orElse(null),
          row.reloadBytes().orElse(null));
    }
  }

  static ReleasesDocument of(ReleaseList listing) {
    return new ReleasesDocument(
        listing.releases().stream().map(Release::of).toList(), Means.of(listing.releases()));
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
    return table + "\n" + means.text();
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
