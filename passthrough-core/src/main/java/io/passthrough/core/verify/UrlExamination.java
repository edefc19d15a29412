package io.passthrough.core.verify;

import io.passthrough.api.manifest.AssetKind;
import io.passthrough.core.url.BaseUrl;
import io.passthrough.core.verify.UrlFinding.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks a base URL for what is missing, and for one asset in all the ways that matter. */
final class UrlExamination {

  /** Smaller ones may be sent without coding, as that would make them no smaller. */
  private static final int WORTH_CODING = 1_400;

  private final BaseUrl url;
  private final Checklist checklist;
  private final ProbeClient client;
  private final List<UrlFinding> findings = new ArrayList<>();

  UrlExamination(Checklist checklist, ProbeClient client) {
    this.url = checklist.url();
    this.checklist = checklist;
    this.client = client;
  }

  List<UrlFinding> run() {
    try {
      missing();
      sample().ifPresent(this::asset);
    } catch (UnansweredException e) {
      findings.add(new UrlFinding(url, State.SILENT, e.getMessage(), e.reason().advice()));
    }
    return List.copyOf(findings);
  }

  private void missing() {
    UrlCheck check = checklist.checks().get(0);
    take(check, "answers 404 for what is missing, and no cache keeps it");
  }

  private void asset(ExpectedAsset asset) {
    UrlCheck check = checklist.check(asset, true);
    take(check, "passes Range, conditions and Accept-Encoding on");
    ProbeRequest request =
        ProbeRequest.get(check.url(), asset.maxSize()).accepting(AssetCheck.CHROMIUM);
    ProbeResponse response = client.get(request);
    if (response.codings().isEmpty() && isWorthCoding(asset)) {
      warn(
          "sends '" + asset.key() + "' without a content coding",
          "let it pass Accept-Encoding on, publish files with codings, or let the CDN compress");
    }
    if (client.get(CacheBuster.past(request)).isFromCache()) {
      warn(
          "answers a query that it cannot have seen from its cache",
          "verify cannot tell then whether a fault is the cache's: pass queries on");
    }
  }

  private static boolean isWorthCoding(ExpectedAsset asset) {
    return asset.own().size() >= WORTH_CODING && MediaType.isCompressible(asset.type());
  }

  /** Returns the largest fingerprinted script or style, else any fingerprinted asset. */
  private Optional<ExpectedAsset> sample() {
    return checklist.assets().stream()
        .filter(asset -> asset.kind() == AssetKind.FINGERPRINTED)
        .max(
            Comparator.<ExpectedAsset>comparingInt(
                    asset -> MediaType.isCompressible(asset.type()) ? 1 : 0)
                .thenComparingLong(asset -> asset.own().size()));
  }

  private void take(UrlCheck check, String right) {
    CheckNotes notes = new CheckNotes(check.key(), check.url());
    check.run(client, notes);
    for (VerifyFailure failure : notes.failures()) {
      findings.add(
          new UrlFinding(
              url,
              State.WRONG,
              "'%s' is not %s: %s".formatted(failure.url(), failure.expected(), failure.actual()),
              failure.cause()));
    }
    notes.warnings().forEach(warning -> warn(warning, ""));
    if (notes.failures().isEmpty() && notes.warnings().isEmpty()) {
      findings.add(new UrlFinding(url, State.OK, right, ""));
    }
  }

  private void warn(String what, String next) {
    findings.add(new UrlFinding(url, State.WARNING, what, next));
  }
}
