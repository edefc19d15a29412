package io.passthrough.api;

/** What a store may lack; everything else in {@link AssetStore} is required of all. */
public enum Capability {
  /**
   * {@link PutCondition#IF_ABSENT} holds across processes: of any number of concurrent conditional
   * puts of one key exactly one succeeds.
   */
  CREATE_IF_ABSENT,
  /** What a completed put or delete did is seen by every later stat, read and list, anywhere. */
  STRONG_CONSISTENCY
}
