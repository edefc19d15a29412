package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import io.passthrough.core.prune.ExploredState.Late;
import io.passthrough.core.prune.ExploredState.Stand;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which process may change which key, as far as is known. A call that reads what no other live
 * process may change has the same answer at any time: the states in which it waits need no branch.
 * What is found out later makes the exploration begin again.
 */
final class SharedKeys {

  private final Map<String, Integer> changers = new TreeMap<>();
  private boolean hasGrown;

  /** Begins again. */
  void settle() {
    hasGrown = false;
  }

  boolean hasGrown() {
    return hasGrown;
  }

  /** Takes note of the call that a process waits in. */
  void add(int process, ProcessPoint point) {
    point
        .call()
        .ifPresent(
            call -> {
              for (AssetKey key : call.changed()) {
                int old = changers.getOrDefault(key.value(), 0);
                int now = old | (1 << process);
                if (now != old) {
                  changers.put(key.value(), now);
                  hasGrown = true;
                }
              }
            });
  }

  /** Returns a process whose next call cannot matter to any other, nor any other to it. */
  Optional<Integer> alone(ExploredState state) {
    for (int i = 0; i < state.stands().size(); i++) {
      if (isAlone(state, i)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  boolean isAlone(ExploredState state, int process) {
    Optional<ExploredCall> call = state.stands().get(process).call();
    if (call.isEmpty() || !isReading(call.get())) {
      return false;
    }
    for (Late late : state.late()) {
      if (late.changed().stream().anyMatch(key -> call.get().sees(key.value()))) {
        return false;
      }
    }
    int others = others(state, process);
    return changers.entrySet().stream()
        .noneMatch(it -> (it.getValue() & others) != 0 && call.get().sees(it.getKey()));
  }

  private static boolean isReading(ExploredCall call) {
    return call instanceof ExploredCall.Stat
        || call instanceof ExploredCall.Read
        || call instanceof ExploredCall.Listing;
  }

  private static int others(ExploredState state, int process) {
    int others = 0;
    for (int i = 0; i < state.stands().size(); i++) {
      Stand stand = state.stands().get(i);
      if (i != process && stand.isLive()) {
        others |= 1 << i;
      }
    }
    return others;
  }
}
