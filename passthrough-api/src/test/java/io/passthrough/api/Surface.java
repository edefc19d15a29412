package io.passthrough.api;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** What other modules can see of this one: its public types and their members, as text. */
final class Surface {

  private static final String CLASS = ".class";

  private Surface() {}

  static String text() throws Exception {
    Path root = Path.of(location());
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString().replaceAll("[/\\\\]", "."))
          .filter(name -> name.endsWith(CLASS) && !name.endsWith("-info.class"))
          .sorted()
          .map(name -> type(name.substring(0, name.length() - CLASS.length())))
          .filter(Surface::isVisible)
          .map(Surface::of)
          .collect(joining("\n"))
          .replace("io.passthrough.api.", "");
    }
  }

  private static URI location() throws Exception {
    return AssetStore.class.getProtectionDomain().getCodeSource().getLocation().toURI();
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name, false, Surface.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isVisible(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
  }

  private static boolean isVisible(Member member) {
    return !member.isSynthetic()
        && (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
  }

  private static String of(Class<?> type) {
    Stream<String> constructors =
        Arrays.stream(type.getDeclaredConstructors())
            .filter(Surface::isVisible)
            .map(Constructor::toGenericString);
    Stream<String> methods =
        Arrays.stream(type.getDeclaredMethods())
            .filter(Surface::isVisible)
            .map(Method::toGenericString);
    Stream<String> fields =
        Arrays.stream(type.getDeclaredFields())
            .filter(Surface::isVisible)
            .map(Field::toGenericString);
    return Stream.of(constructors, methods, fields)
        .flatMap(members -> members)
        .sorted()
        .map("  %s\n"::formatted)
        .collect(joining("", type.toGenericString() + supertypes(type) + "\n", ""));
  }

  private static String supertypes(Class<?> type) {
    return Stream.concat(
            Stream.ofNullable(type.getGenericSuperclass()),
            Arrays.stream(type.getGenericInterfaces()))
        .map(Type::getTypeName)
        .filter(name -> !name.equals("java.lang.Object"))
        .map(" <- %s"::formatted)
        .collect(joining());
  }
}
