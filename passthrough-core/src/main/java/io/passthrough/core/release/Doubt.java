package io.passthrough.core.release;

/** What the records say against calling a file immutable. */
public sealed interface Doubt {

  /** Releases have different bytes under its key, or call it mutable. */
  record Disproved() implements Doubt {}

  /**
   * Every release has other bytes under its key than the file.
   *
   * @param recorded what they have
   */
  record OtherBytes(KnownAsset recorded) implements Doubt {}
}
