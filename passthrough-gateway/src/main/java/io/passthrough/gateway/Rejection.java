package io.passthrough.gateway;

/** A request that is answered with an error by the connection itself, which then ends. */
final class Rejection extends Exception {

  private static final long serialVersionUID = 1L;

  /** The status code. */
  private final int status;

  private Rejection(int status) {
    super("rejected with " + status, null, false, false);
    this.status = status;
  }

  static Rejection badRequest() {
    return new Rejection(400);
  }

  static Rejection contentTooLarge() {
    return new Rejection(413);
  }

  static Rejection targetTooLong() {
    return new Rejection(414);
  }

  static Rejection fieldsTooLarge() {
    return new Rejection(431);
  }

  static Rejection versionNotSupported() {
    return new Rejection(505);
  }

  int status() {
    return status;
  }
}
