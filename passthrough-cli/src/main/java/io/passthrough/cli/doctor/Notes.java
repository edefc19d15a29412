package io.passthrough.cli.doctor;

import io.passthrough.api.AssetStoreException;
import io.passthrough.cli.doctor.Check.State;
import io.passthrough.core.PassthroughException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Collects what the steps find. Used by one thread. */
final class Notes {

  private final List<Check> checks = new ArrayList<>();

  void ok(String name, String message) {
    add(name, State.OK, message, "");
  }

  void info(String name, String message, String next) {
    add(name, State.INFO, message, next);
  }

  void warning(String name, String message, String next) {
    add(name, State.WARNING, message, next);
  }

  void notChecked(String name, String why) {
    add(name, State.NOT_CHECKED, why, "");
  }

  void wrong(String name, String message, String next) {
    add(name, State.WRONG, message, next);
  }

  void failed(String name, String message, String next) {
    add(name, State.FAILED, message, next);
  }

  private void add(String name, State state, String message, String next) {
    checks.add(new Check(name, state, message, next));
  }

  /** Notes what a store has thrown. A right that is missing is none that everybody needs. */
  void failure(String name, AssetStoreException e) {
    State state =
        switch (e.kind()) {
          case ACCESS_DENIED, UNSUPPORTED -> State.WARNING;
          case NOT_FOUND, CONDITION_FAILED, INVALID -> State.WRONG;
          case THROTTLED, UNAVAILABLE, OUTCOME_UNKNOWN -> State.FAILED;
        };
    add(name, state, message(e), next(e.kind()));
  }

  private static String next(AssetStoreException.Kind kind) {
    return switch (kind) {
      case ACCESS_DENIED -> "grant the right, unless these credentials need not have it";
      case UNSUPPORTED -> "use a store that can do it";
      case NOT_FOUND, CONDITION_FAILED, INVALID -> "see what 'passthrough probe' says of the store";
      case THROTTLED -> "wait a little, then run it again";
      case UNAVAILABLE ->
          "check address, network and container; the first publish makes a missing folder";
      case OUTCOME_UNKNOWN -> "run it again; if it stays, look at the network in between";
    };
  }

  private static String message(Throwable fault) {
    String message = fault.getMessage();
    return message == null ? fault.toString() : message;
  }

  /** Takes a step, which notes what it finds; returns whether all of that is fine. */
  boolean step(String name, Runnable step) {
    int before = checks.size();
    try {
      step.run();
    } catch (AssetStoreException e) {
      failure(name, e);
    } catch (PassthroughException e) {
      failed(name, message(e), e.next());
    }
    return checks.subList(before, checks.size()).stream().allMatch(each -> each.state().fine());
  }

  /** Returns whether each of these was looked at and is fine. */
  boolean fine(String... names) {
    return Stream.of(names)
        .allMatch(name -> states(name).findAny().isPresent() && states(name).allMatch(State::fine));
  }

  /** Returns whether something was found that limits what the store can be used for. */
  boolean limited(String name) {
    return states(name).anyMatch(state -> !state.fine() && state != State.NOT_CHECKED);
  }

  /** Returns whether the store did not answer. */
  boolean failed(String name) {
    return states(name).anyMatch(state -> state == State.FAILED);
  }

  boolean anyBad() {
    return checks.stream().anyMatch(Check::bad);
  }

  List<Check> all() {
    return List.copyOf(checks);
  }

  private Stream<State> states(String name) {
    return checks.stream().filter(check -> check.name().equals(name)).map(Check::state);
  }
}
