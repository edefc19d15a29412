package io.passthrough.core.store;

/** Placeholder. */
public final class MemoryStore {
  private MemoryStore() {}
}
