package io.passthrough.tck.proxy;

import java.time.Duration;
import java.util.List;

/** What a proxy does with one request. */
public sealed interface Fault {

  /** Nothing: the backend's answer is passed on. */
  record None() implements Fault {}

  /** The backend acts and answers; its answer is lost, and the connection with it. */
  record LostAnswer() implements Fault {}

  /**
   * The request's body breaks off, so that the backend does not act.
   *
   * @param bytes after how many bytes
   */
  record CutUpload(long bytes) implements Fault {}

  /**
   * The answer breaks off, in its head or in its body.
   *
   * @param bytes after how many bytes
   */
  record CutAnswer(long bytes) implements Fault {}

  /**
   * The answer's body breaks off.
   *
   * @param bytes after how many bytes
   */
  record CutBody(long bytes) implements Fault {}

  /**
   * The answer's body stops, and the connection stays.
   *
   * @param bytes after how many bytes
   */
  record StalledBody(long bytes) implements Fault {}

  /** The backend acts, and its answer never comes. */
  record Silence() implements Fault {}

  /**
   * The answer comes late.
   *
   * @param by how late
   */
  record Late(Duration by) implements Fault {}

  /**
   * The proxy answers in the backend's place, which never hears of the request.
   *
   * @param code the status code
   * @param fields header fields of the answer
   */
  record Status(int code, List<String> fields) implements Fault {

    /**
     * Copies the fields.
     *
     * @param code the status code
     * @param fields header fields of the answer
     */
    public Status {
      fields = List.copyOf(fields);
    }

    /**
     * Answers without further fields.
     *
     * @param code the status code
     */
    public Status(int code) {
      this(code, List.of());
    }

    /**
     * Asks to come again later.
     *
     * @param after when
     * @return a 503
     */
    public static Status busy(Duration after) {
      return new Status(503, List.of("Retry-After: " + after.toSeconds()));
    }
  }
}
