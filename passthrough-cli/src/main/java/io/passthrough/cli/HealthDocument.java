package io.passthrough.cli;

/**
 * Whether a gateway is ready.
 *
 * @param ready whether requests should be sent to it
 * @param state what it says: {@code ready}, {@code starting} or {@code draining}
 */
record HealthDocument(boolean ready, String state) implements Document {

  @Override
  public String text() {
    return state;
  }
}
