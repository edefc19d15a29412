package io.passthrough.core.build;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where in an archive the files of a frontend lie. */
enum ArchiveLayout {
  /** Everywhere. */
  ZIP,
  /** Where Spring Boot looks for them, else where servlet containers do. */
  JAR,
  /** Everywhere but in the two folders that containers do not serve. */
  WAR;

  private static final List<String> SPRING_BOOT =
      List.of(
          "BOOT-INF/classes/META-INF/resources/",
          "BOOT-INF/classes/resources/",
          "BOOT-INF/classes/static/",
          "BOOT-INF/classes/public/");
  private static final List<String> SERVLET = List.of("META-INF/resources/");
  private static final List<String> NOT_SERVED = List.of("WEB-INF/", "META-INF/");

  static Optional<ArchiveLayout> ofName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    for (ArchiveLayout layout : values()) {
      if (name.endsWith("." + layout.name().toLowerCase(Locale.ROOT))) {
        return Optional.of(layout);
      }
    }
    return Optional.empty();
  }

  /** The folders that hold the frontend, each ending with {@code /}, or empty for the root. */
  List<String> roots(List<String> names) {
    if (this != JAR) {
      return List.of("");
    }
    boolean isSpringBoot = names.stream().anyMatch(name -> isUnder(name, SPRING_BOOT));
    return isSpringBoot ? SPRING_BOOT : SERVLET;
  }

  /** A name's path under the roots, or empty when it is not part of the frontend. */
  Optional<String> path(String name, List<String> roots) {
    if (this == WAR && isUnder(name, NOT_SERVED)) {
      return Optional.empty();
    }
    return roots.stream()
        .filter(name::startsWith)
        .map(root -> name.substring(root.length()))
        .findFirst();
  }

  private static boolean isUnder(String name, List<String> folders) {
    return folders.stream().anyMatch(name::startsWith);
  }
}
