package io.passthrough.cli.doctor;

/**
 * What one look at a store found.
 *
 * @param name what was looked at
 * @param state how it is
 * @param message what was found
 * @param next what to do about it; empty when nothing is to be done
 */
public record Check(String name, State state, String message, String next) {

  /** How something is. */
  public enum State {
    /** In order. */
    OK(0),
    /** Good to know. */
    INFO(0),
    /** Works, but not for everything or not as well as it should. */
    WARNING(0),
    /** Nothing is known, as something else is in the way. */
    NOT_CHECKED(0),
    /** The store answers, but not what it must. */
    WRONG(3),
    /** The store does not answer, or a record cannot be read. */
    FAILED(1);

    private final int exitCode;

    State(int exitCode) {
      this.exitCode = exitCode;
    }

    /**
     * Returns what a process ends with that found this.
     *
     * @return 0 when it is no error
     */
    public int exitCode() {
      return exitCode;
    }

    boolean fine() {
      return this == OK || this == INFO;
    }
  }

  /**
   * Returns whether this is an error.
   *
   * @return false for what is in order, or a warning at most
   */
  public boolean bad() {
    return state.exitCode() != 0;
  }
}
