package io.passthrough.core.build;

import io.passthrough.core.build.ArchiveRoots.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where in an archive of a kind the files of a frontend lie. */
enum ArchiveLayout {
  /** Everywhere. */
  ZIP,
  /** Where Spring Boot looks for them, else where servlet containers do. */
  JAR,
  /** Everywhere but in the two folders that containers do not serve, and in its libraries. */
  WAR;

  /**
   * The default of {@code spring.web.resources.static-locations}, in its order: each is looked for
   * in the application's classes, then in its libraries.
   */
  private static final List<String> SPRING =
      List.of("META-INF/resources/", "resources/", "static/", "public/");

  /** Where the libraries of a web application have theirs (Servlet 6.0, sections 4.6 and 10.5). */
  private static final List<String> SERVLET = List.of("META-INF/resources/");

  /** Neither in the root nor under {@code META-INF/resources/}, where JSP files lie. */
  private static final List<String> NOT_SERVED = List.of("WEB-INF/", "META-INF/");

  private static final String BOOT_LOADER = "org/springframework/boot/loader/";
  private static final String BOOT_CLASSES = "BOOT-INF/classes/";
  private static final String BOOT_LIBRARIES = "BOOT-INF/lib/";
  private static final String WAR_CLASSES = "WEB-INF/classes/";
  private static final String WAR_LIBRARIES = "WEB-INF/lib/";

  static Optional<ArchiveLayout> ofName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    for (ArchiveLayout layout : values()) {
      if (name.endsWith("." + layout.name().toLowerCase(Locale.ROOT))) {
        return Optional.of(layout);
      }
    }
    return Optional.empty();
  }

  /** Returns the name of the list in which Spring Boot keeps the order of the libraries. */
  static String classPathIndex(String libraries) {
    return libraries.replace("lib/", "classpath.idx");
  }

  /** Finds the folders that hold the frontend. */
  ArchiveRoots roots(List<String> names) {
    return switch (this) {
      case ZIP -> plain(List.of(new Root("", 0)), List.of());
      case JAR -> jar(names);
      case WAR -> isSpringWar(names) ? springWar() : servletWar();
    };
  }

  private static ArchiveRoots plain(List<Root> own, List<String> closed) {
    return new ArchiveRoots(own, closed, Optional.empty(), List.of());
  }

  private static ArchiveRoots jar(List<String> names) {
    List<Root> servlet = ArchiveRoots.ranked("", SERVLET, 0);
    if (names.stream().noneMatch(name -> name.startsWith("BOOT-INF/"))) {
      return plain(servlet, NOT_SERVED);
    }
    List<Root> classes = ArchiveRoots.ranked(BOOT_CLASSES, SPRING, 0);
    boolean inClasses =
        classes.stream().anyMatch(root -> names.stream().anyMatch(it -> isIn(it, root)));
    return new ArchiveRoots(
        inClasses ? classes : servlet,
        NOT_SERVED,
        Optional.of(BOOT_LIBRARIES),
        ArchiveRoots.ranked("", SPRING, 0));
  }

  private static boolean isIn(String name, Root root) {
    return name.startsWith(root.folder()) && !name.equals(root.folder());
  }

  /** Spring's handler looks through the class path before it asks the container. */
  private static ArchiveRoots springWar() {
    List<Root> own = new ArrayList<>(ArchiveRoots.ranked(WAR_CLASSES, SPRING, 0));
    own.add(new Root("", own.size()));
    List<String> closed = new ArrayList<>(NOT_SERVED);
    closed.add(BOOT_LOADER);
    return new ArchiveRoots(
        own, closed, Optional.of(WAR_LIBRARIES), ArchiveRoots.ranked("", SPRING, 0));
  }

  private static ArchiveRoots servletWar() {
    return new ArchiveRoots(
        List.of(new Root("", 0)),
        NOT_SERVED,
        Optional.of(WAR_LIBRARIES),
        ArchiveRoots.ranked("", SERVLET, 1));
  }

  private static boolean isSpringWar(List<String> names) {
    return names.stream()
        .anyMatch(
            name ->
                name.startsWith(BOOT_LOADER)
                    || name.matches(WAR_LIBRARIES + "spring-boot-[0-9][^/]*\\.jar"));
  }
}
