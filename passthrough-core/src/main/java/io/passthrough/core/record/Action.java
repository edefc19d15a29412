package io.passthrough.core.record;

import java.util.Locale;

/** Why an attempt needs a release whole. */
public enum Action {
  /** To publish it. */
  PUBLISH,
  /** To make it current. */
  ACTIVATE,
  /** To make it current again. */
  ROLLBACK;

  /**
   * Returns the word in a record.
   *
   * @return the name in lower case
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Action parse(String word) {
    for (Action action : values()) {
      if (action.word().equals(word)) {
        return action;
      }
    }
    throw new IllegalArgumentException("no action has the name '" + word + "'");
  }
}
