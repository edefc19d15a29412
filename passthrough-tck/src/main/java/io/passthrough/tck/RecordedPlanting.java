package io.passthrough.tck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Records what a case plants in its namespace as steps, and takes it away again. */
final class RecordedPlanting {

  private final NativePlanting planting;
  private final String namespace;
  private final Steps steps;
  private final Set<String> planted = new LinkedHashSet<>();

  RecordedPlanting(NativePlanting planting, String namespace, Steps steps) {
    this.planting = planting;
    this.namespace = namespace;
    this.steps = steps;
  }

  void plant(String name, byte[] bytes) throws IOException {
    planted.add(name);
    planting.plant(namespace, name, bytes);
    steps.add("another tool writes %s to %s".formatted(Quoted.bytes(bytes, 0), Quoted.text(name)));
  }

  /** Returns the names of what could not be taken away. */
  List<String> remove() {
    List<String> left = new ArrayList<>();
    for (String name : planted) {
      try {
        if (!planting.remove(namespace, name)) {
          left.add(name);
        }
      } catch (IOException | RuntimeException e) {
        left.add(name);
      }
    }
    return left;
  }
}
