package io.passthrough.tck;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What a case has done so far: the last steps, and how many came before. Thread-safe. */
final class Steps {

  private static final int KEPT = 15;

  private final Deque<String> last = new ArrayDeque<>();
  private int count;

  synchronized void add(String step) {
    count++;
    last.addLast(count + ". " + step);
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
