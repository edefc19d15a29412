package io.passthrough.cli;

import io.passthrough.api.AssetStore;
import io.passthrough.core.DaemonThreads;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A future of a store that is opened on a thread of its own. Closing it waits for the end of the
 * opening, so that nothing stays behind of what it tried on the store.
 */
final class OpeningStore implements AutoCloseable {

  private final FutureTask<AssetStore> opening;

  private OpeningStore(Callable<AssetStore> open) {
    this.opening = new FutureTask<>(open);
  }

  static OpeningStore start(Callable<AssetStore> open) {
    OpeningStore store = new OpeningStore(open);
    DaemonThreads.named("passthrough-open").newThread(store.opening).start();
    return store;
  }

  /** Waits for the store; throws what its opening threw. */
  AssetStore opened() {
    try {
      return opening.get();
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PassthroughException(
          Kind.IO, "Cannot open the store: interrupted", "run it again", e);
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
  }

  /** Closes the store, if it could be opened: what failed is told by {@link #opened()} alone. */
  @Override
  public void close() {
    try {
      opening.get().close();
    } catch (ExecutionException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
