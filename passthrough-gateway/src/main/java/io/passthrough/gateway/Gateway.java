package io.passthrough.gateway;

import io.passthrough.core.serving.RequestHandler;
import java.net.URI;

/** An HTTP server that answers with a {@link RequestHandler}. Thread-safe. */
public final class Gateway implements AutoCloseable {

  private Gateway() {}

  /**
   * Starts to listen.
   *
   * @param address the address to bind, such as {@code 127.0.0.1}
   * @param port the port, 0 to 65,535; 0 picks one
   * @param handler answers the requests; not closed by the gateway
   * @return a gateway that accepts connections, which the caller closes
   * @throws io.passthrough.core.PassthroughException when the address cannot be bound
   */
  public static Gateway start(String address, int port, RequestHandler handler) {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns where it listens, with the port that was bound.
   *
   * @return such as {@code http://127.0.0.1:8080}
   */
  public URI uri() {
    throw new UnsupportedOperationException();
  }

  /** Drains: accepts no more connections, finishes the responses under way, then closes. */
  @Override
  public void close() {}
}
