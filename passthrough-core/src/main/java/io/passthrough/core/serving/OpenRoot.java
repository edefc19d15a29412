package io.passthrough.core.serving;

import io.passthrough.core.build.Build;

/** A root that stays open until it is retired and nothing of it is sent any more. Thread-safe. */
final class OpenRoot implements AutoCloseable {

  private final Build build;
  private int users = 1;

  OpenRoot(Build build) {
    this.build = build;
  }

  Build build() {
    return build;
  }

  synchronized void enter() {
    users++;
  }

  synchronized void leave() {
    users--;
    if (users == 0) {
      build.close();
    }
  }

  /** Retires the root. Called once. */
  @Override
  public void close() {
    leave();
  }
}
