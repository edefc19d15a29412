package io.passthrough.tck;

import io.passthrough.api.AssetStore;
import io.passthrough.tck.proxy.FaultProxy;
import io.passthrough.tck.proxy.Line;
import io.passthrough.tck.proxy.TcpProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The context of one run of one case: its namespace, the handles that it opens, its threads and its
 * steps. Used by the case's thread; handles may be used by any.
 */
final class CaseContext implements AutoCloseable {

  /** A Java process takes its time on a busy machine. */
  private static final int LOADING_PATIENCES = 6;

  private static final long PAUSE_MILLIS = 10;

  /**
   * Under which conditions a case runs.
   *
   * @param patience how long to wait for something that a correct store may never let happen
   * @param strong whether the store declares that it is strongly consistent
   * @param closes whether a store that has hardly been used can be closed
   */
  record Conditions(Duration patience, boolean strong, boolean closes) {}

  private final Harness harness;
  private final String namespace;
  private final Conditions conditions;
  private final Secrets secrets;
  private final Steps steps;
  private final List<AssetStore> eventual = new CopyOnWriteArrayList<>();
  private final List<AssetStore> opened = new ArrayList<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "tck-worker");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable RecordingStore first;
  private @Nullable RecordingStore second;
  private @Nullable Line line;
  private @Nullable RecordedPlanting planting;

  CaseContext(Harness harness, String namespace, Conditions conditions) {
    this.harness = harness;
    this.namespace = namespace;
    this.conditions = conditions;
    this.secrets = new Secrets(harness.secrets());
    this.steps = new Steps(secrets);
  }

  Harness harness() {
    return harness;
  }

  String namespace() {
    return namespace;
  }

  Steps steps() {
    return steps;
  }

  Secrets secrets() {
    return secrets;
  }

  /** How long to wait for something that a correct store may never let happen. */
  Duration patience() {
    return conditions.patience();
  }

  RecordingStore store() {
    if (first == null) {
      first = handle(awaiting(harness.open(namespace)), "");
    }
    return first;
  }

  /** Wraps a handle of the case, so that what it did is seen where the store is late. */
  private AssetStore awaiting(AssetStore store) {
    return conditions.strong() ? store : EventualStore.of(store, eventual, patience());
  }

  RecordingStore second() {
    if (second == null) {
      second = handle(awaiting(harness.open(namespace)), "second handle: ");
    }
    return second;
  }

  /** Opens one more handle on the case's objects, which the case closes. */
  RecordingStore closable(String name) {
    return recorded(awaiting(harness.open(namespace)), name);
  }

  /** Opens a store on a prefix that begins like the case's own. */
  RecordingStore neighbour() {
    AssetStore store = harness.open(neighbouring());
    return handle(
        conditions.strong()
            ? store
            : EventualStore.of(store, new CopyOnWriteArrayList<>(), patience()),
        "a neighbour: ");
  }

  /** The namespaces that the case may have put objects in. */
  List<String> namespaces() {
    return List.of(namespace, neighbouring());
  }

  private String neighbouring() {
    return namespace + "-b";
  }

  /** The HTTP proxy before the backend; stores do not use it unless they are opened through it. */
  FaultProxy proxy() {
    return (FaultProxy) line();
  }

  /** The proxy before the backend, for HTTP where the harness has that, else for TCP. */
  Line line() {
    if (line == null) {
      line =
          harness
              .openThrough()
              .<Line>map(http -> FaultProxy.to(http.endpoint()))
              .orElseGet(() -> TcpProxy.to(harness.openThroughTcp().orElseThrow().address()));
    }
    return line;
  }

  /** Opens one more handle on the case's objects, through the proxy. */
  RecordingStore through() {
    return handle(openThrough(), "through the proxy: ");
  }

  AssetStore openThrough() {
    if (line() instanceof TcpProxy tcp) {
      return harness.openThroughTcp().orElseThrow().open().apply(tcp.address(), namespace);
    }
    return harness.openThrough().orElseThrow().open().apply(proxy().endpoint(), namespace);
  }

  /** What plants objects in the case's namespace, as other tools would. */
  RecordedPlanting planting() {
    if (planting == null) {
      planting = new RecordedPlanting(harness.nativePlanting().orElseThrow(), namespace, steps);
    }
    return planting;
  }

  /** Takes away what was planted; returns the names of what stays. */
  List<String> unplanted() {
    return planting == null ? List.of() : planting.remove();
  }

  /** What the backend has in the case's namespace, whatever the provider shows. */
  List<String> names() throws IOException {
    List<String> names = harness.nativeListing().orElseThrow().names(namespace);
    steps.add("look at the backend's own names -> " + Quoted.any(names));
    return names;
  }

  /** A process that loads the provider. */
  LoadingRun loading() {
    return new LoadingRun(
        harness.secondProcess().orElseThrow(), patience().multipliedBy(LOADING_PATIENCES));
  }

  /** Takes a further handle on the case's objects. */
  RecordingStore further(AssetStore store, String name) {
    return handle(awaiting(store), name);
  }

  /** Records the calls of a store, and closes it when the case has ended. */
  RecordingStore handle(AssetStore store, String name) {
    opened.add(store);
    return recorded(store, name);
  }

  /** Records the calls of a store that something else closes. */
  RecordingStore recorded(AssetStore store, String name) {
    return new RecordingStore(store, name, steps);
  }

  /** Opens a store that may refuse to be opened. */
  CallResult<AssetStore> opening(Supplier<AssetStore> opens) {
    try {
      AssetStore store = opens.get();
      steps.add("open -> a store");
      return new CallResult<>("open", store, null);
    } catch (RuntimeException e) {
      steps.thrown("open", e);
      return new CallResult<>("open", null, e);
    }
  }

  /**
   * Looks until something is seen that was done elsewhere: once where the store is strongly
   * consistent, else for as long as the case has patience. Returns what was seen last.
   */
  <T> T inTheEnd(Callable<T> look, Predicate<T> right) throws Exception {
    long end = System.nanoTime() + patience().toNanos();
    T seen = look.call();
    while (!conditions.strong() && !right.test(seen) && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      seen = look.call();
    }
    return seen;
  }

  /** Runs tasks at the same time, each in a thread of its own, and waits for all of them. */
  <T> List<T> together(List<Callable<T>> tasks) throws InterruptedException {
    List<T> results = new ArrayList<>();
    for (Future<T> future : threads.invokeAll(tasks)) {
      results.add(result(future));
    }
    return results;
  }

  <T> Future<T> start(Callable<T> task) {
    return threads.submit(task);
  }

  static <T> T result(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TckFailure failure) {
        throw failure;
      }
      throw new IllegalStateException("A worker of the case broke", e.getCause());
    }
  }

  /** Returns whether a task ends in time, well or not. */
  static boolean ends(Future<?> future, Duration limit) throws InterruptedException {
    try {
      future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    if (line != null) {
      line.close();
    }
    opened.forEach(this::close);
  }

  /** A store that cannot even be opened and closed again fails one case, not all. */
  private void close(AssetStore store) {
    try {
      store.close();
    } catch (RuntimeException e) {
      steps.thrown("close", e);
      if (conditions.closes()) {
        throw TckFailure.of("X1", "close() after the case").because(CallResult.SUCCESS, e);
      }
    }
  }
}
