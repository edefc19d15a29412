package io.passthrough.spring;

import io.passthrough.core.config.Configurations;
import io.passthrough.core.registry.NearestName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The names of properties directly under {@value #PREFIX}: sections of the configuration, the
 * starter's own, and those of other tools, which are left alone and told of where they look like a
 * misspelling.
 */
final class PropertyNames {

  /** What the properties begin with. */
  static final String PREFIX = "passthrough";

  /** Properties of the starter alone, which no file has. */
  private static final List<String> OWN = List.of("enabled", "config", "urls");

  private PropertyNames() {}

  /** Reads all properties, nested. */
  static Map<String, Object> read(Environment environment) {
    return new LinkedHashMap<>(
        Binder.get(environment)
            .bind(PREFIX, Bindable.mapOf(String.class, Object.class))
            .orElseGet(Map::of));
  }

  /** Removes the starter's own, and what is nearly one of them. */
  static void removeOwn(Map<String, Object> properties) {
    properties.keySet().removeIf(name -> isNear(name, OWN) && !isNear(name, sections()));
  }

  /** Removes all but the sections of a configuration, as they are written in properties. */
  static void retainSections(Map<String, Object> properties) {
    properties.keySet().removeIf(name -> !sections().contains(name));
  }

  /** Returns a sentence for each name that looks like a misspelling. */
  static List<String> misspelt(Environment environment) {
    TreeSet<String> known = new TreeSet<>(OWN);
    known.addAll(sections());
    return read(environment).keySet().stream()
        .filter(name -> known.stream().noneMatch(it -> it.equalsIgnoreCase(name)))
        .flatMap(name -> NearestName.of(name, known).map(near -> sentence(name, near)).stream())
        .toList();
  }

  private static Collection<String> sections() {
    return Configurations.topLevelKeys();
  }

  private static boolean isNear(String name, Collection<String> names) {
    return NearestName.of(name, names).isPresent();
  }

  private static String sentence(String name, String near) {
    return "The property '"
        + PREFIX
        + "."
        + name
        + "' is not read: did you mean '"
        + PREFIX
        + "."
        + near
        + "'?";
  }
}
