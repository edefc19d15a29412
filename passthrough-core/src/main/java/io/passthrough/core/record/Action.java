package io.passthrough.core.record;

import io.passthrough.api.manifest.ReleaseName;
import java.util.Locale;

/** Why an attempt needs a release whole. */
public enum Action {
  /** To publish it. */
  PUBLISH("publish"),
  /** To make it current. */
  ACTIVATE("activate"),
  /** To make it current again. */
  ROLLBACK("roll back to"),
  /** To end an environment in which it is current: it need not be whole for that. */
  DEACTIVATE("deactivate"),
  /** To keep it until it is unpinned. */
  PIN("pin");

  private final String verb;

  Action(String verb) {
    this.verb = verb;
  }

  /**
   * Returns the word in a record.
   *
   * @return the name in lower case
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns what an error message begins with.
   *
   * @param release the release
   * @return such as {@code Cannot publish release 'one'}
   */
  public String cannot(ReleaseName release) {
    return "Cannot " + verb + " release '" + release + "'";
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
