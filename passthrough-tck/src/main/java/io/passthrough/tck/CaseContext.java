package io.passthrough.tck;

import io.passthrough.api.AssetStore;
import io.passthrough.tck.proxy.FaultProxy;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The context of one run of one case: its namespace, the handles that it opens, its threads and its
 * steps. Used by the case's thread; handles may be used by any.
 */
final class CaseContext implements AutoCloseable {

  /** A Java process takes its time on a busy machine. */
  private static final int LOADING_PATIENCES = 6;

  private final Harness harness;
  private final String namespace;
  private final Duration patience;
  private final boolean strong;
  private final Steps steps = new Steps();
  private final List<AssetStore> patient = new CopyOnWriteArrayList<>();
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
  private @Nullable FaultProxy proxy;

  CaseContext(Harness harness, String namespace, Duration patience, boolean strong) {
    this.harness = harness;
    this.namespace = namespace;
    this.patience = patience;
    this.strong = strong;
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

  /** How long to wait for something that a correct store may never let happen. */
  Duration patience() {
    return patience;
  }

  RecordingStore store() {
    if (first == null) {
      first = handle(patient(harness.open(namespace)), "");
    }
    return first;
  }

  private AssetStore patient(AssetStore store) {
    return strong ? store : EventualStore.of(store, patient, patience);
  }

  RecordingStore second() {
    if (second == null) {
      second = handle(patient(harness.open(namespace)), "second handle: ");
    }
    return second;
  }

  /** Opens a store on a prefix that begins like the case's own. */
  RecordingStore neighbour() {
    AssetStore store = harness.open(neighbouring());
    return handle(
        strong ? store : EventualStore.of(store, new CopyOnWriteArrayList<>(), patience),
        "a neighbour: ");
  }

  /** The namespaces that the case may have put objects in. */
  List<String> namespaces() {
    return List.of(namespace, neighbouring());
  }

  private String neighbouring() {
    return namespace + "-b";
  }

  /** The proxy before the backend; stores do not use it unless they are opened through it. */
  FaultProxy proxy() {
    if (proxy == null) {
      proxy = FaultProxy.to(harness.openThrough().orElseThrow().endpoint());
    }
    return proxy;
  }

  /** Opens one more handle on the case's objects, through the proxy. */
  RecordingStore through() {
    AssetStore store =
        harness.openThrough().orElseThrow().open().apply(proxy().endpoint(), namespace);
    return handle(store, "through the proxy: ");
  }

  /** A process that loads the provider. */
  LoadingRun loading() {
    return new LoadingRun(
        harness.secondProcess().orElseThrow(), patience.multipliedBy(LOADING_PATIENCES));
  }

  /** Takes a further handle on the case's objects. */
  RecordingStore further(AssetStore store, String name) {
    return handle(patient(store), name);
  }

  RecordingStore handle(AssetStore store, String name) {
    opened.add(store);
    return new RecordingStore(store, name, steps);
  }

  /** Opens a store that may refuse to be opened. */
  CallResult<AssetStore> opening(Supplier<AssetStore> opens) {
    try {
      AssetStore store = opens.get();
      steps.add("open -> a store");
      return new CallResult<>("open", store, null);
    } catch (RuntimeException e) {
      steps.add("open -> " + Quoted.failure(e));
      return new CallResult<>("open", null, e);
    }
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
    if (proxy != null) {
      proxy.close();
    }
    opened.forEach(CaseContext::close);
  }

  private static void close(AssetStore store) {
    try {
      store.close();
    } catch (RuntimeException e) {
      throw new TckFailure("close", CallResult.SUCCESS, Quoted.failure(e), e);
    }
  }
}
