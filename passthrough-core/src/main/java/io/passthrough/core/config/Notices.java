package io.passthrough.core.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what an operator should know of a file that is right. */
final class Notices {

  private final List<String> ignored = new ArrayList<>();
  private final List<String> unused = new ArrayList<>();
  private final List<String> more = new ArrayList<>();

  /** Notes a key that is another program's. */
  void ignored(String key) {
    ignored.add(key);
  }

  /** Notes a key of a feature that this version does not have. */
  void unused(String key) {
    unused.add(key);
  }

  /** Notes a sentence. */
  void add(String sentence) {
    more.add(sentence);
  }

  List<String> sentences() {
    List<String> all = new ArrayList<>();
    if (!ignored.isEmpty()) {
      all.add("Ignored, another program's: " + String.join(", ", ignored));
    }
    if (!unused.isEmpty()) {
      all.add("Not used by this version: " + String.join(", ", unused));
    }
    all.addAll(more);
    return all;
  }
}
