package io.passthrough.tck;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** The store in memory, with a plain TCP protocol in HTTP's place. */
final class TcpBackendInMemory extends MemoryBackend {

  private final TcpMemory server = TcpMemory.over(this::bare);
  private final TcpStore.Flaw flaw;

  TcpBackendInMemory(TcpStore.Flaw flaw) {
    super(UnaryOperator.identity());
    this.flaw = flaw;
  }

  @Override
  public Optional<HttpBackend> openThrough() {
    return Optional.empty();
  }

  @Override
  public Optional<TcpBackend> openThroughTcp() {
    return Optional.of(
        new TcpBackend(
            server.address(), (proxy, namespace) -> new TcpStore(proxy, namespace, flaw)));
  }

  @Override
  public void close() {
    server.close();
    super.close();
  }
}
