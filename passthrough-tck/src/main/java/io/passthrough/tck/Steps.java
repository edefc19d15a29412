package io.passthrough.tck;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A log of what a case has done so far: the last steps, and how many came before. Thread-safe. */
final class Steps {

  private static final int KEPT = 15;

  private final Deque<String> last = new ArrayDeque<>();
  private final Secrets secrets;
  private int count;

  Steps(Secrets secrets) {
    this.secrets = secrets;
  }

  /** Adds a call that failed, and fails the case when what was thrown shows a secret. */
  void thrown(String call, Exception failure) {
    add(call + " -> " + Quoted.failure(failure));
    secrets.check(call, failure);
  }

  synchronized void add(String step) {
    count++;
    last.addLast(count + ". " + secrets.masked(step));
    if (last.size() > KEPT) {
      last.removeFirst();
    }
  }

  synchronized List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (count > last.size()) {
      lines.add("… " + (count - last.size()) + " steps before");
    }
    lines.addAll(last);
    return lines;
  }
}
