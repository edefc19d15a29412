package io.passthrough.core.deploy;

import io.passthrough.core.deploy.StepEnding.State;
import java.time.Duration;

/**
 * A step and how it ended.
 *
 * @param name {@code publish}, {@code verify}, {@code activate} or {@code prune}
 * @param ending how it ended
 * @param duration how long it took
 */
public record TakenStep(String name, StepEnding ending, Duration duration) {

  /**
   * Returns whether it did what it is for.
   *
   * @return the ending's state
   */
  public State state() {
    return ending.state();
  }
}
