package io.passthrough.core.fallback;

/** Placeholder. */
public final class StoreFetcher {
  private StoreFetcher() {}
}
