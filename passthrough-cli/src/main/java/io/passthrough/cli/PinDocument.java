package io.passthrough.cli;

import org.jspecify.annotations.Nullable;

/**
 * Whether a release is pinned.
 *
 * @param release its name
 * @param pinned whether it stays until it is unpinned
 * @param reason why, if anybody said so
 */
record PinDocument(String release, boolean pinned, @Nullable String reason) implements Document {

  @Override
  public String text() {
    return pinned
        ? "Release " + release + " stays until it is unpinned"
        : "Release " + release + " stays as long as the retention policy keeps it";
  }
}
