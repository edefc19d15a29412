package io.passthrough.core.record;

/** That a record's bytes do not say what they must. The message is the reason alone. */
final class CorruptRecordException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CorruptRecordException(String reason) {
    super(reason);
  }

  CorruptRecordException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
