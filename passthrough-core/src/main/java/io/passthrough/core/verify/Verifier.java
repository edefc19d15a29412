package io.passthrough.core.verify;

import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.DaemonThreads;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.Workers;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.snapshot.RecordSnapshot;
import io.passthrough.core.url.BaseUrl;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;

/**
 * Verifies that a release can be loaded: asks for every asset through every base URL, as browsers
 * would. The store is read and never changed. Thread-safe.
 */
public final class Verifier {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final AssetStore store;
  private final VerifyOptions options;
  private final PipelineListener listener;

  /**
   * Makes a verifier.
   *
   * @param store has the release's records; the caller closes it
   * @param options where to verify, and how
   * @param listener told what happens
   */
  public Verifier(AssetStore store, VerifyOptions options, PipelineListener listener) {
    this.store = store;
    this.options = options;
    this.listener = listener;
  }

  /**
   * Verifies a release.
   *
   * @param release a READY release, or empty for the one that was published last
   * @return what was found; failing checks are a part of it
   * @throws io.passthrough.core.PassthroughException when there is no such release, or its records
   *     cannot be read
   * @throws io.passthrough.api.AssetStoreException when the store cannot be read
   */
  public VerifyResult verify(Optional<ReleaseName> release) {
    return over(
        release,
        (expected, shared) ->
            new VerifyResult(
                expected.name(),
                expected.assets().size(),
                verify(expected, shared),
                expected.warnings(),
                shared.end().elapsed()));
  }

  /**
   * Examines the base URLs with a few requests each: whether they answer, pass on what browsers ask
   * for, and keep what is missing.
   *
   * @return what was found, in the order of the URLs
   * @throws io.passthrough.core.PassthroughException when no release is published
   * @throws io.passthrough.api.AssetStoreException when the store cannot be read
   */
  public List<UrlFinding> examine() {
    return over(
        Optional.empty(),
        (expected, shared) ->
            options.urls().stream()
                .flatMap(
                    url ->
                        new UrlExamination(checklist(url, expected), new ProbeClient(shared))
                            .run().stream())
                .toList());
  }

  private <T> T over(
      Optional<ReleaseName> release, BiFunction<ExpectedRelease, ProbeClient.Shared, T> work) {
    Deadline end = Deadline.in(options.limits().total());
    RecordSnapshot snapshot =
        RecordSnapshot.list(new RecordStore(store), new Workers(options.limits().concurrency()));
    ExpectedRelease expected = ExpectedRelease.read(snapshot, release, options.assets());
    ScheduledExecutorService timers =
        Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("passthrough-timer"));
    try {
      return work.apply(expected, shared(timers, end));
    } finally {
      timers.shutdownNow();
    }
  }

  private ProbeClient.Shared shared(ScheduledExecutorService timers, Deadline end) {
    HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    return new ProbeClient.Shared(http, timers, options.headers(), options.limits(), end);
  }

  /** One base URL after the other: each may be the origin of the next. */
  private List<UrlResult> verify(ExpectedRelease release, ProbeClient.Shared shared) {
    int checks = 0;
    for (BaseUrl url : options.urls()) {
      checks += checklist(url, release).assets().size();
    }
    listener.on(new PipelineListener.VerifyStarted(checks, options.urls().size()));
    List<UrlResult> results = new ArrayList<>();
    for (BaseUrl url : options.urls()) {
      results.add(
          new UrlVerification(checklist(url, release), new ProbeClient(shared), listener).run());
    }
    return results;
  }

  private Checklist checklist(BaseUrl url, ExpectedRelease release) {
    return new Checklist(url, release, options.cors());
  }
}
