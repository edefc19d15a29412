package io.passthrough.gateway;

/** A request that is answered with an error by the connection itself, which then ends. */
final class Rejection extends Exception {

  private static final long serialVersionUID = 1L;

  static final Rejection BAD_REQUEST = new Rejection(400);
  static final Rejection CONTENT_TOO_LARGE = new Rejection(413);
  static final Rejection TARGET_TOO_LONG = new Rejection(414);
  static final Rejection FIELDS_TOO_LARGE = new Rejection(431);
  static final Rejection VERSION_NOT_SUPPORTED = new Rejection(505);

  /** The status code. */
  private final int status;

  private Rejection(int status) {
    super("rejected with " + status, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
