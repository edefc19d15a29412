package io.passthrough.core.serving;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.PublishConfig;
import io.passthrough.core.url.BaseUrl;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * This release's root with its index, which is swapped as a whole when the root is indexed again.
 * Thread-safe.
 */
final class LocalRoot implements AutoCloseable {

  private final GatewayConfig config;
  private final RootLoader loader;
  private final MemoryBudget memory;
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
    this.loader = RootLoader.of(config.root(), RootRules.of(config, publish), memory.local());
    this.index = loader.start();
    this.poller =
        new RootPoller(
            config.root(), config.assets().refresh(), () -> index.state(), this::tryReload);
  }

  /** Returns what stands before the URL paths of assets in pages. */
  Optional<BaseUrl> cdn() {
    return config.assets().cdn();
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

  /** Indexes the root again, once it is still; a failure keeps the old index. */
  synchronized void reload() {
    RootIndex old = index;
    RootIndex next = loader.reload();
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

  /** Has the root looked at in the background, as it is not what it was. */
  void reloadSoon() {
    poller.soon();
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
