package io.passthrough.cli.demo;

import java.util.List;

/**
 * A part of the rollout.
 *
 * @param title what it is
 * @param from its first step
 * @param updated how many hosts have release 2
 */
record Phase(String title, int from, int updated) {

  static final int HOSTS = 4;
  static final int STEPS = 60;

  /** From all on release 1 to all on release 2, where old tabs still ask for old chunks. */
  static final List<Phase> ALL =
      List.of(
          new Phase("all on release 1", 0, 0),
          new Phase("canary: 1 of 4", 12, 1),
          new Phase("2 of 4", 21, 2),
          new Phase("3 of 4", 30, 3),
          new Phase("all on release 2, old tabs still open", 39, HOSTS));

  /** The phase of a step. */
  static Phase at(int step) {
    Phase found = ALL.get(0);
    for (Phase each : ALL) {
      found = each.from() <= step ? each : found;
    }
    return found;
  }

  /** The first step after this phase. */
  int end() {
    int next = ALL.indexOf(this) + 1;
    return next < ALL.size() ? ALL.get(next).from() : STEPS;
  }
}
