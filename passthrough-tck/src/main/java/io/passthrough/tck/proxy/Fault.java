package io.passthrough.tck.proxy;

import java.time.Duration;

/** What a proxy does with one request. */
public sealed interface Fault {

  /** Nothing: the backend's answer is passed on. */
  record None() implements Fault {}

  /** The backend acts and answers; its answer is lost, and the connection with it. */
  record LostAnswer() implements Fault {}

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
   */
  record Status(int code) implements Fault {}
}
