package io.passthrough.core;

import java.util.concurrent.ThreadFactory;

/** Threads that never keep a process alive. */
public final class DaemonThreads {

  private DaemonThreads() {}

  /**
   * Makes a factory of daemon threads.
   *
   * @param name the name of its threads
   * @return the factory
   */
  public static ThreadFactory named(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
