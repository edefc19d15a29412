package io.passthrough.core.verify;

/** Thrown when a request has no answer, with the likely cause. */
final class UnansweredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why there is none. */
  enum Reason {
    /** No connection can be made: nothing that is asked there will be answered. */
    UNREACHABLE("check the URL, the network and that the server runs"),
    /** The server does not show a certificate that counts. */
    UNTRUSTED("check the host's name, and that Java trusts who issued its certificate"),
    /** It took too long. */
    SLOW("the server is overloaded, or a proxy in between holds the answer back"),
    /** The connection ended first. */
    BROKEN("the server or a proxy in between closes connections early: see its error log"),
    /** The time for all is over. */
    OUT_OF_TIME("raise the limit with --timeout, or verify fewer URLs at once");

    private final String advice;

    Reason(String advice) {
      this.advice = advice;
    }

    String advice() {
      return advice;
    }
  }

  UnansweredException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  UnansweredException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  /** Returns whether nothing else needs to be asked there. */
  boolean isFinal() {
    return reason == Reason.UNREACHABLE || reason == Reason.UNTRUSTED;
  }

  /** Returns whether the same request may be answered when it is sent again. */
  boolean isTransient() {
    return reason == Reason.UNREACHABLE || reason == Reason.BROKEN;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
