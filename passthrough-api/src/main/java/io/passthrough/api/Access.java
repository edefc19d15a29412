package io.passthrough.api;

/** What an opened store will be used for. */
public enum Access {
  /** Stat, read and list only: opening writes nothing and needs read rights only. */
  READ,
  /** Every operation. */
  WRITE
}
