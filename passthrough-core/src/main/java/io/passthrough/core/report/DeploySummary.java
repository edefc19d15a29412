package io.passthrough.core.report;

import io.passthrough.core.deploy.DeployResult;
import io.passthrough.core.deploy.TakenStep;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.text.Sizes;
import io.passthrough.core.verify.VerifyFailure;
import io.passthrough.core.verify.VerifyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A deployment as Markdown: for the page of a pipeline's run.
 *
 * @param deployment what was done
 * @param means what the last releases cost; empty when it could not be read
 */
public record DeploySummary(DeployResult deployment, Optional<Means> means) {

  private static final int MOST_FAILURES = 50;

  /**
   * Returns the Markdown.
   *
   * @return lines that end with an empty one
   */
  public String text() {
    List<String> parts = new ArrayList<>();
    parts.add("## Passthrough: " + title());
    parts.add(steps());
    deployment.published().map(this::figures).ifPresent(parts::add);
    deployment.verified().map(DeploySummary::verification).ifPresent(parts::add);
    deployment
        .pruned()
        .map(result -> cell(new PruneReport(result).figures()) + ".")
        .ifPresent(parts::add);
    return String.join("\n\n", parts) + "\n\n";
  }

  private String title() {
    String what = deployment.release().map(name -> "release " + name).orElse("a release");
    return cell(what + (deployment.hasFailed() ? " is not deployed" : ""));
  }

  private String steps() {
    return table(
        List.of("step", "state", "what", "ms"),
        deployment.steps().stream().map(DeploySummary::row));
  }

  private static List<String> row(TakenStep step) {
    return List.of(
        step.name(),
        step.state().name().toLowerCase(Locale.ROOT),
        step.ending().message(),
        Long.toString(step.duration().toMillis()));
  }

  private String figures(PublishResult publish) {
    long bytes = new PublishReport(publish).bytes();
    String figures =
        table(
            List.of("", "files", "share", "size", "share"),
            Stream.of(
                List.of(
                    "uploaded",
                    Sizes.count(publish.uploaded()),
                    Sizes.share(publish.uploaded(), publish.assets()),
                    Sizes.bytes(publish.uploadedBytes()),
                    Sizes.share(publish.uploadedBytes(), bytes)),
                List.of(
                    "shared with releases before",
                    Sizes.count(publish.skipped()),
                    Sizes.share(publish.skipped(), publish.assets()),
                    Sizes.bytes(publish.skippedBytes()),
                    Sizes.share(publish.skippedBytes(), bytes))));
    String reload =
        "A returning user loads again "
            + Sizes.bytes(publish.reloadBytes())
            + ", "
            + Sizes.share(publish.reloadBytes(), bytes)
            + " of the release.";
    return figures + "\n\n" + reload + means.map(last -> " " + cell(last.text()) + ".").orElse("");
  }

  private static String verification(VerifyResult verify) {
    String urls =
        table(
            List.of("verified through", "assets", "requests", "size", "failures"),
            verify.urls().stream()
                .map(
                    url ->
                        List.of(
                            url.url().toString(),
                            Sizes.count(url.assets()),
                            Sizes.count(url.requests()),
                            Sizes.bytes(url.bytes()),
                            Sizes.count(url.failures().size()))));
    List<VerifyFailure> all = verify.failures();
    if (all.isEmpty()) {
      return urls;
    }
    String failures =
        table(
            List.of("URL", "expected", "actual", "likely cause"),
            all.stream()
                .limit(MOST_FAILURES)
                .map(
                    each ->
                        List.of(
                            each.url().toString(), each.expected(), each.actual(), each.cause())));
    int more = all.size() - MOST_FAILURES;
    return urls + "\n\n" + failures + (more > 0 ? "\n\nand " + more + " more." : "");
  }

  private static String table(List<String> head, Stream<List<String>> rows) {
    String line = head.stream().map(name -> "---").collect(Collectors.joining(" | ", "| ", " |"));
    return Stream.concat(Stream.of(row(head), line), rows.map(DeploySummary::row))
        .collect(Collectors.joining("\n"));
  }

  private static String row(List<String> cells) {
    return cells.stream().map(DeploySummary::cell).collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** Nothing of a name or an answer becomes markup. */
  private static String cell(String text) {
    return text.replaceAll("[\\r\\n]+", " ").replaceAll("([\\\\`*_<>|\\[\\]])", "\\\\$1");
  }
}
