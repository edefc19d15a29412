package io.passthrough.gateway;

/** A request that is answered with an error by the connection itself, which then ends. */
final class BadRequestException extends Exception {

  private static final long serialVersionUID = 1L;

  /** The status code. */
  private final int status;

  private BadRequestException(int status) {
    super("rejected with " + status, null, false, false);
    this.status = status;
  }

  static BadRequestException badRequest() {
    return new BadRequestException(400);
  }

  static BadRequestException contentTooLarge() {
    return new BadRequestException(413);
  }

  static BadRequestException targetTooLong() {
    return new BadRequestException(414);
  }

  static BadRequestException fieldsTooLarge() {
    return new BadRequestException(431);
  }

  static BadRequestException versionNotSupported() {
    return new BadRequestException(505);
  }

  int status() {
    return status;
  }
}
