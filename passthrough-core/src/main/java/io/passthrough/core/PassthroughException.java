package io.passthrough.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A failure that a user can cause or mend: what happened to which thing, and what to do next. */
public class PassthroughException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What sort of failure it is; the command line makes its exit code of it. */
  public enum Kind {
    /** What was given does not fit: command line, configuration, build, name. */
    INPUT,
    /** Reading or writing failed, or a record is corrupt. */
    IO,
    /** Verification failed, or an asset that must be there is missing. */
    INCOMPLETE,
    /** A guard refused. */
    REFUSED,
    /** Other bytes or other content are there already, or another run was faster. */
    CONFLICT
  }

  /** The sort. */
  private final Kind kind;

  /** The next step. */
  private final String next;

  /**
   * Makes a failure.
   *
   * @param kind what sort of failure it is
   * @param message what happened to which thing; no full stop
   * @param next what to do about it; no full stop
   */
  public PassthroughException(Kind kind, String message, String next) {
    this(kind, message, next, null);
  }

  /**
   * Makes a failure with a cause.
   *
   * @param kind what sort of failure it is
   * @param message what happened to which thing; no full stop
   * @param next what to do about it; no full stop
   * @param cause what it follows from
   */
  public PassthroughException(Kind kind, String message, String next, @Nullable Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
    this.kind = Objects.requireNonNull(kind, "kind");
    this.next = Objects.requireNonNull(next, "next");
  }

  /**
   * Returns what sort of failure it is.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns what to do about it.
   *
   * @return the next step, without a full stop
   */
  public String next() {
    return next;
  }
}
