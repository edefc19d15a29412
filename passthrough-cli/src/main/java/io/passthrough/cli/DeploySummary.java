package io.passthrough.cli;

import io.passthrough.cli.DeployDocument.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A deployment as Markdown: for the page of a pipeline's run.
 *
 * @param deployment what was done
 * @param means what the last releases cost; empty when it could not be read
 */
record DeploySummary(DeployDocument deployment, Optional<Means> means) {

  private static final int MOST_FAILURES = 50;

  static DeploySummary of(DeployRun run, Optional<Means> means) {
    return new DeploySummary(DeployDocument.of(run), means);
  }

  String text() {
    List<String> parts = new ArrayList<>();
    parts.add("## Passthrough: " + title());
    parts.add(steps());
    PublishDocument publish = deployment.publish();
    if (publish != null) {
      parts.add(figures(publish));
    }
    VerifyDocument verify = deployment.verify();
    if (verify != null) {
      parts.add(verification(verify));
    }
    PruneDocument prune = deployment.prune();
    if (prune != null) {
      parts.add(cell(prune.text().lines().findFirst().orElse("")) + ".");
    }
    return String.join("\n\n", parts) + "\n\n";
  }

  private String title() {
    String release = deployment.release();
    String what = release == null ? "a release" : "release " + release;
    return cell(what + (deployment.deployed() ? "" : " is not deployed"));
  }

  private String steps() {
    return table(
        List.of("step", "state", "what", "ms"),
        deployment.steps().stream().map(DeploySummary::row));
  }

  private static List<String> row(Step step) {
    return List.of(step.step(), step.state(), step.message(), Long.toString(step.durationMillis()));
  }

  private String figures(PublishDocument publish) {
    long bytes = publish.uploadedBytes() + publish.skippedBytes();
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

  private static String verification(VerifyDocument verify) {
    String urls =
        table(
            List.of("verified through", "assets", "requests", "size", "failures"),
            verify.urls().stream()
                .map(
                    url ->
                        List.of(
                            url.url(),
                            Sizes.count(url.assets()),
                            Sizes.count(url.requests()),
                            Sizes.bytes(url.bytes()),
                            Sizes.count(url.failures()))));
    if (verify.verified()) {
      return urls;
    }
    String failures =
        table(
            List.of("URL", "expected", "actual", "likely cause"),
            verify.failures().stream()
                .limit(MOST_FAILURES)
                .map(each -> List.of(each.url(), each.expected(), each.actual(), each.cause())));
    int more = verify.failures().size() - MOST_FAILURES;
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
