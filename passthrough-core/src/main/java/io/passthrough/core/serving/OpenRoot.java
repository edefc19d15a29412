package io.passthrough.core.serving;

import io.passthrough.core.frontend.Frontend;

/** A root that stays open until it is retired and nothing of it is sent any more. Thread-safe. */
final class OpenRoot implements AutoCloseable {

  private final Frontend frontend;
  private int users = 1;

  OpenRoot(Frontend frontend) {
    this.frontend = frontend;
  }

  Frontend frontend() {
    return frontend;
  }

  synchronized void enter() {
    users++;
  }

  synchronized void leave() {
    users--;
    if (users == 0) {
      frontend.close();
    }
  }

  /** Retires the root. Called once. */
  @Override
  public void close() {
    leave();
  }
}
