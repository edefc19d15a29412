package io.passthrough.gcs;

import com.google.cloud.storage.StorageException;

/** A call that failed for good, and whether it may have been carried out all the same. */
final class GcsFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What the SDK threw. */
  private final StorageException thrown;

  /** Whether an attempt may have been carried out. */
  private final boolean uncertain;

  GcsFailure(StorageException thrown, boolean uncertain) {
    super(thrown);
    this.thrown = thrown;
    this.uncertain = uncertain;
  }

  StorageException thrown() {
    return thrown;
  }

  boolean uncertain() {
    return uncertain;
  }
}
