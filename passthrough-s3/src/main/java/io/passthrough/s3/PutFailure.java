package io.passthrough.s3;

import software.amazon.awssdk.core.exception.SdkException;

/** A put that failed, and whether it may have been applied all the same. */
final class PutFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What the SDK threw. */
  private final SdkException thrown;

  /** Whether the object may be there. */
  private final boolean uncertain;

  PutFailure(SdkException thrown, boolean uncertain) {
    super(thrown);
    this.thrown = thrown;
    this.uncertain = uncertain;
  }

  SdkException thrown() {
    return thrown;
  }

  boolean uncertain() {
    return uncertain;
  }
}
