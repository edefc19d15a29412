package io.passthrough.spring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an application tells of itself to operators.
 *
 * @param release its release's name, or empty text when it has none
 * @param environment whose current release answers for mutable names
 * @param hasFault whether its own files could not be indexed
 * @param notices one sentence each
 */
record Standing(String release, String environment, boolean hasFault, List<String> notices) {

  static Standing of(ServedApplication application, List<String> more) {
    List<String> notices = new ArrayList<>(more);
    notices.addAll(application.notices());
    return new Standing(
        application.release().map(Object::toString).orElse(""),
        application.config().gateway().environment().toString(),
        application.fault().isPresent(),
        List.copyOf(notices));
  }

  /** Returns the release and the environment, by name. */
  Map<String, Object> names() {
    Map<String, Object> names = new LinkedHashMap<>();
    if (!release.isEmpty()) {
      names.put("release", release);
    }
    names.put("environment", environment);
    return names;
  }

  /** Returns all but the fault, by name. */
  Map<String, Object> details() {
    Map<String, Object> details = names();
    if (!notices.isEmpty()) {
      details.put("notices", notices);
    }
    return details;
  }
}
