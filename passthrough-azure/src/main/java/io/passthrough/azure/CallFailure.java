package io.passthrough.azure;

/** A call that failed for good, and whether one of its attempts may have been applied. */
final class CallFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What the last attempt threw. */
  private final RuntimeException thrown;

  /** Whether the server may have done what it was asked. */
  private final boolean uncertain;

  CallFailure(RuntimeException thrown, boolean uncertain) {
    super(thrown);
    this.thrown = thrown;
    this.uncertain = uncertain;
  }

  RuntimeException thrown() {
    return thrown;
  }

  boolean uncertain() {
    return uncertain;
  }
}
