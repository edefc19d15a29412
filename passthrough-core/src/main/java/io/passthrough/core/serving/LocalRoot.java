package io.passthrough.core.serving;

import io.passthrough.core.DaemonThreads;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.PublishConfig;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * This release's root with its index, which is swapped as a whole when the root is indexed again.
 * Thread-safe.
 */
final class LocalRoot implements AutoCloseable {

  private static final ThreadFactory RELOADS = DaemonThreads.named("passthrough-reload");

  private final GatewayConfig config;
  private final RootRules rules;
  private final MemoryBudget memory;
  private final AtomicBoolean reloading = new AtomicBoolean();
  private volatile RootIndex index;
  private volatile Consumer<RootIndex> reviewer = index -> {};
  private volatile LongConsumer memoryLeft = bytes -> {};
  private volatile @Nullable String failure;
  private final RootPoller poller;

  /**
   * Indexes a root.
   *
   * @param config where it is
   * @param publish how its files become assets
   * @param memory the memory for bodies
   * @throws PassthroughException when it cannot be indexed
   */
  LocalRoot(GatewayConfig config, PublishConfig publish, MemoryBudget memory) {
    this.config = config;
    this.memory = memory;
    this.rules = RootRules.of(config, publish);
    this.index = load();
    this.poller =
        new RootPoller(
            config.root(), config.assets().refresh(), () -> index.state(), this::tryReload);
  }

  private RootIndex load() {
    return RootIndexer.index(Build.openToServe(config.root()), rules, memory.local());
  }

  /** Returns the index now. */
  RootIndex index() {
    return index;
  }

  /**
   * Reports to a listener, now and after every reload, how much memory is left for other bodies.
   */
  void onMemory(LongConsumer listener) {
    memoryLeft = listener;
    listener.accept(memory.bytes() - index.memory());
  }

  /** Shows, now and before every swap, the index to who reviews it. */
  synchronized void onIndex(Consumer<RootIndex> listener) {
    reviewer = listener;
    listener.accept(index);
  }

  /** Indexes the root again; a failure keeps the old index. */
  synchronized void reload() {
    RootIndex old = index;
    RootIndex next = load();
    if (hasPage(old) && !hasPage(next)) {
      next.close();
      throw new PassthroughException(
          Kind.INPUT,
          "The page is gone from '" + config.root() + "', so the files from before are served",
          "let the build end, or start again with another root");
    }
    reviewer.accept(next);
    index = next;
    failure = null;
    memoryLeft.accept(memory.bytes() - index.memory());
    old.close();
  }

  private boolean hasPage(RootIndex candidate) {
    return candidate.pages().ofFolder(config.mount()).isPresent();
  }

  /** Indexes the root again in the background, as it is not what it was. */
  void reloadSoon() {
    if (reloading.compareAndSet(false, true)) {
      RELOADS.newThread(this::reloadOnce).start();
    }
  }

  private void reloadOnce() {
    try {
      tryReload();
    } finally {
      reloading.set(false);
    }
  }

  /** Whatever stops a reload is a notice, and the next one is tried all the same. */
  private void tryReload() {
    try {
      reload();
    } catch (PassthroughException e) {
      failure = e.getMessage();
    } catch (RuntimeException e) {
      failure = "Cannot index '" + config.root() + "' again: " + e;
    }
  }

  /** Returns why the root could not be indexed again. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void close() {
    poller.close();
    index.close();
  }
}
