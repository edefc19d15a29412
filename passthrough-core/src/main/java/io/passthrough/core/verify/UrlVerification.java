package io.passthrough.core.verify;

import io.passthrough.api.AssetKey;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.Workers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Makes every check of one base URL, several at once, and again those that a gateway may need. */
final class UrlVerification {

  /** When a gateway that does not know the release yet is asked again, in parts of the settle. */
  private static final List<Double> LOOKS = List.of(0.06, 0.2, 0.5, 1.0);

  private final Checklist checklist;
  private final ProbeClient client;
  private final PipelineListener listener;
  private final Map<UrlCheck, CheckNotes> notes = new ConcurrentHashMap<>();
  private final Deadline started = Deadline.in(Duration.ZERO);

  UrlVerification(Checklist checklist, ProbeClient client, PipelineListener listener) {
    this.checklist = checklist;
    this.client = client;
    this.listener = listener;
  }

  UrlResult run() {
    List<UrlCheck> checks = checklist.checks();
    Optional<VerifyFailure> silence = silence(checks.get(0).url());
    if (silence.isPresent()) {
      return result(0, List.of(silence.get()), List.of());
    }
    Workers workers = new Workers(client.limits().concurrency());
    workers.forEach(checks, this::check);
    settle(checks, workers);
    return collected(checklist.assets().size(), checks);
  }

  /** Asks once before everything else: where nobody answers, one failure says it. */
  private Optional<VerifyFailure> silence(URI any) {
    try {
      client.get(ProbeRequest.get(any, 0));
      return Optional.empty();
    } catch (UnansweredException e) {
      return e.isFinal()
          ? Optional.of(failure(Optional.empty(), checklist.url().uri(), e))
          : Optional.empty();
    }
  }

  private void check(UrlCheck check) {
    CheckNotes found = new CheckNotes(check.key(), check.url());
    try {
      check.run(client, found);
    } catch (UnansweredException e) {
      found.fail(new Mismatch("an answer", e.getMessage(), e.reason().advice()));
    }
    if (notes.put(check, found) == null) {
      listener.on(new PipelineListener.Verified(check.key().isPresent()));
    }
  }

  /** A gateway learns of a release within seconds of its publish. */
  private void settle(List<UrlCheck> checks, Workers workers) {
    double settle = client.limits().settle().toMillis();
    for (double look : LOOKS) {
      List<UrlCheck> failed = checks.stream().filter(this::hasFailed).toList();
      Duration wait = Duration.ofMillis((long) (settle * look)).minus(client.end().elapsed());
      boolean isDue = !wait.isNegative() || look == 1;
      boolean isInTime = wait.compareTo(client.end().remaining()) < 0;
      if (client.sawGateway() && !failed.isEmpty() && isDue && isInTime) {
        client.pause(wait);
        workers.forEach(failed, this::check);
      }
    }
  }

  private CheckNotes found(UrlCheck check) {
    return Objects.requireNonNull(notes.get(check));
  }

  private boolean hasFailed(UrlCheck check) {
    return !found(check).failures().isEmpty();
  }

  private UrlResult collected(int assets, List<UrlCheck> checks) {
    List<VerifyFailure> failures = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (UrlCheck check : checks) {
      failures.addAll(found(check).failures());
      warnings.addAll(found(check).warnings());
    }
    return result(assets, failures, warnings);
  }

  private UrlResult result(int assets, List<VerifyFailure> failures, List<String> warnings) {
    return new UrlResult(
        checklist.url(),
        assets,
        client.requests(),
        client.bytes(),
        started.elapsed(),
        failures,
        warnings);
  }

  private static VerifyFailure failure(
      Optional<AssetKey> key, URI url, UnansweredException failure) {
    return new VerifyFailure(
        key, url, "an answer", failure.getMessage(), failure.reason().advice());
  }
}
