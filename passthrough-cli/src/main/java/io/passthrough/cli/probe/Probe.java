package io.passthrough.cli.probe;

import io.passthrough.api.Access;
import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.cli.scratch.Scratch;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.registry.Providers;
import io.passthrough.core.registry.StoreSettings;
import io.passthrough.core.store.AssetStores;
import io.passthrough.tck.CaseResult;
import io.passthrough.tck.Harness;
import io.passthrough.tck.Target;
import io.passthrough.tck.TckCase;
import io.passthrough.tck.TckOptions;
import io.passthrough.tck.TckReport;
import io.passthrough.tck.TckRunner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One run of the kit's cases against a configured store, in a scratch place that is emptied
 * afterwards. Run by one thread; any other may stop it.
 */
public final class Probe {

  private static final String CHOOSE =
      "name cases of docs/tck-cases.md whose tier is asked for and whose needs are there";
  private static final int MAX_NUMBER_BYTES = 4;
  private static final int PATIENCE_SECONDS = 5;

  private final Scratch scratch;
  private final Harness harness;
  private final Thread runner = Thread.currentThread();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopped;
  private boolean swept;

  /** Told how far a run is. */
  public interface Listener {

    /**
     * Called once, before the first case.
     *
     * @param cases how many run
     */
    void started(int cases);

    /**
     * Called after each case.
     *
     * @param result how it ended
     */
    void ended(CaseResult result);
  }

  private Probe(Scratch scratch, Harness harness) {
    this.scratch = scratch;
    this.harness = harness;
  }

  /**
   * Looks whether the store is there.
   *
   * @param settings which store
   * @return a probe, for this thread to run and {@link #sweep()}
   * @throws PassthroughException when the provider, an option or the prefix does not fit
   * @throws AssetStoreException when the store cannot be opened or listed
   */
  public static Probe open(StoreSettings settings) {
    Scratch scratch = Scratch.in(settings);
    requireShort(settings.prefix(), scratch.prefix(""));
    Target target = new Target(settings.provider(), place(settings), "-");
    AssetProvider provider = Providers.find().require(settings.provider());
    return new Probe(scratch, new ScratchHarness(target, provider, settings, scratch));
  }

  private static void requireShort(String prefix, String place) {
    int used = place.getBytes(StandardCharsets.UTF_8).length + MAX_NUMBER_BYTES;
    int excess = used - Harness.MAX_PREFIX_BYTES;
    if (excess > 0) {
      throw new PassthroughException(
          Kind.INPUT,
          "The longest keys do not fit behind the prefix '" + prefix + "' and the scratch place",
          "probe the same container with a 'key' that is " + excess + " bytes shorter");
    }
  }

  private static String place(StoreSettings settings) {
    try (AssetStore store = AssetStores.open(settings, Access.WRITE)) {
      store.list(Scratch.FOLDER, Optional.empty(), 1);
      return store.toString();
    }
  }

  /**
   * Runs the cases.
   *
   * @param options which
   * @param listener told how far it is
   * @return how each case ended
   * @throws PassthroughException when no case is to run, or another thread stopped this one
   */
  public TckReport run(TckOptions options, Listener listener) {
    try {
      TckRunner kit = kit(options);
      List<TckCase> cases = kit.selected();
      requireSome(cases, options);
      listener.started(cases.size());
      for (TckCase each : cases) {
        CaseResult result = kit.run(each);
        requireGoingOn();
        listener.ended(result);
      }
      return kit.report();
    } finally {
      ended.countDown();
    }
  }

  private TckRunner kit(TckOptions options) {
    try {
      return new TckRunner(harness, options);
    } catch (IllegalArgumentException e) {
      throw new PassthroughException(
          Kind.INPUT, "There is no case '" + options.only() + "'", CHOOSE);
    }
  }

  private static void requireSome(List<TckCase> cases, TckOptions options) {
    if (cases.isEmpty()) {
      throw new PassthroughException(
          Kind.INPUT, "No case runs of those that '" + options.only() + "' names", CHOOSE);
    }
  }

  private void requireGoingOn() {
    if (stopped) {
      // An interrupt was meant for the case; what follows must be able to sweep.
      Thread.interrupted();
      throw new PassthroughException(
          Kind.IO, "The probe was stopped", "run it again; what it had put is deleted");
    }
  }

  /** Ends a run after its present case, or in it when that takes long, and sweeps. */
  public void stop() {
    stopped = true;
    if (!endsSoon()) {
      runner.interrupt();
      endsSoon();
    }
    sweep();
  }

  private boolean endsSoon() {
    try {
      return ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Deletes what the cases have put, unless that is done.
   *
   * @return what could not be deleted and why, or empty
   */
  public synchronized Optional<String> sweep() {
    if (swept) {
      return Optional.empty();
    }
    try {
      scratch.clear();
      swept = true;
      return Optional.empty();
    } catch (AssetStoreException e) {
      return Optional.of("Left behind under '" + scratch.name() + "/': " + e.getMessage());
    }
  }
}
