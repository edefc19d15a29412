package io.passthrough.core.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;

/**
 * Tarjan's algorithm: the strongly connected components of files that refer to each other, without
 * recursion, as chains of imports may be long.
 */
final class Components {

  private final Map<String, SortedSet<String>> edges;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final Map<String, Integer> lowest = new HashMap<>();
  private final Deque<String> pending = new ArrayDeque<>();
  private final Deque<Visit> visits = new ArrayDeque<>();
  private final List<List<String>> components = new ArrayList<>();

  private record Visit(String file, Iterator<String> targets) {}

  private Components(Map<String, SortedSet<String>> edges) {
    this.edges = edges;
  }

  /**
   * Finds the components.
   *
   * @param edges for every file the files that it refers to
   * @return the components, each sorted, and after all those that it refers to
   */
  static List<List<String>> of(Map<String, SortedSet<String>> edges) {
    Components components = new Components(edges);
    edges.keySet().stream()
        .filter(file -> !components.indexes.containsKey(file))
        .forEachOrdered(components::from);
    return components.components;
  }

  private void from(String start) {
    enter(start);
    while (!visits.isEmpty()) {
      Visit visit = visits.element();
      if (visit.targets.hasNext()) {
        follow(visit.file, visit.targets.next());
      } else {
        visits.remove();
        leave(visit.file);
      }
    }
  }

  private void enter(String file) {
    lowest.put(file, indexes.size());
    indexes.put(file, indexes.size());
    pending.push(file);
    visits.push(new Visit(file, Objects.requireNonNull(edges.get(file)).iterator()));
  }

  private void follow(String file, String target) {
    if (!indexes.containsKey(target)) {
      enter(target);
    } else if (lowest.containsKey(target)) {
      lower(file, Objects.requireNonNull(indexes.get(target)));
    }
  }

  private void lower(String file, int index) {
    lowest.merge(file, index, Math::min);
  }

  private void leave(String file) {
    int low = Objects.requireNonNull(lowest.get(file));
    if (!visits.isEmpty()) {
      lower(visits.element().file, low);
    }
    if (low == Objects.requireNonNull(indexes.get(file))) {
      components.add(component(file));
    }
  }

  /** Takes a whole component; what is in one has no lowest index any more. */
  private List<String> component(String root) {
    List<String> component = new ArrayList<>();
    String file;
    do {
      file = pending.pop();
      lowest.remove(file);
      component.add(file);
    } while (!file.equals(root));
    component.sort(Comparator.naturalOrder());
    return component;
  }
}
