package io.passthrough.cli.demo;

/** What became of a request. */
public enum Result {
  /** The host's own release has the file. */
  LOCAL,
  /** Another release's file, from the host's memory. */
  CACHE,
  /** Another release's file, from the store. */
  STORE,
  /** No response, another status than 200, or other bytes than the release's. */
  FAILED
}
