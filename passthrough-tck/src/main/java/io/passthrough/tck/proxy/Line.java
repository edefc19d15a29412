package io.passthrough.tck.proxy;

import java.time.Duration;

/** A line to a backend that can be broken, whatever is spoken on it. Thread-safe. */
public interface Line extends AutoCloseable {

  /** Refuses every connection from now on, and ends those that are open. */
  void refuse();

  /** Lets the backend act, and holds back every answer from now on. */
  void stall();

  /**
   * Cuts the connection in the next answer, once.
   *
   * @param bytes after how many bytes: of its body, where bodies can be told from the rest
   */
  void cutOnce(long bytes);

  /**
   * Cuts the connection in the next answer, once, wherever in it that is.
   *
   * @param bytes after how many bytes on the wire
   */
  void cutAnswerOnce(long bytes);

  /**
   * Holds back the rest of the next answer, once; the connection stays.
   *
   * @param bytes after how many bytes: of its body, where bodies can be told from the rest
   */
  void stallOnce(long bytes);

  /**
   * Holds back the next answer for a while, once.
   *
   * @param by for how long
   */
  void delayOnce(Duration by);

  /** Makes every answer late from now on, so that a call of some answers takes about a second. */
  void slow();

  /** Cuts the connection before every answer from now on, when the backend has acted. */
  void cut();

  /**
   * Cuts the connection in the next upload, once.
   *
   * @param bytes after how many bytes: of a body, where bodies can be told from the rest
   */
  void cutUploadOnce(long bytes);

  /**
   * Cuts the connection in the next answer about a name, once; in the next answer, where it cannot
   * be seen what is asked for.
   *
   * @param name the name
   * @param bytes after how many bytes
   */
  void cutOnceFor(String name, long bytes);

  /** Lets everything pass again. */
  void heal();

  /**
   * Returns whether a fault is still to come.
   *
   * @return false once all that was to be broken is broken
   */
  boolean isArmed();

  /**
   * Counts the bytes of answers.
   *
   * @return how many went out so far
   */
  long bytes();

  /**
   * Counts connections.
   *
   * @return how many were made so far
   */
  int connections();

  /**
   * Counts open connections.
   *
   * @return how many are open now
   */
  int open();

  @Override
  void close();
}
