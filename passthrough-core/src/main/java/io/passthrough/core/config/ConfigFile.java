package io.passthrough.core.config;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where values come from: the file that faults name, and the variables that values may name.
 *
 * @param file the configuration file, or for values of another origin one that is not there, in the
 *     folder from which relative paths start
 * @param variables the environment
 * @param origin what faults name instead of the file and a line, for values of another origin
 */
record ConfigFile(Path file, Map<String, String> variables, Optional<ConfigOrigin> origin) {

  ConfigFile(Path file, Map<String, String> variables) {
    this(file, variables, Optional.empty());
  }

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}?");
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

  /** Makes a fault at a line, counted from 1. */
  PassthroughException fault(int line, String message, String next) {
    String place = origin.map(it -> it.place(line)).orElseGet(() -> file + ":" + line);
    return new PassthroughException(Kind.INPUT, place + ": " + message, next);
  }

  /** Replaces {@code ${NAME}} and {@code ${NAME:-default}}. */
  String expand(int line, String text) {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(out, Matcher.quoteReplacement(value(line, matcher.group())));
    }
    return matcher.appendTail(out).toString();
  }

  private String value(int line, String reference) {
    Matcher matcher = VARIABLE.matcher(reference);
    if (!matcher.matches()) {
      throw fault(
          line,
          "'" + reference + "' does not name a variable",
          "write ${NAME} or ${NAME:-default}, with letters, digits and '_' in the name");
    }
    String name = matcher.group(1);
    String value = variables.get(name);
    String otherwise = matcher.group(2);
    if (otherwise != null && (value == null || value.isEmpty())) {
      return otherwise;
    }
    if (value == null) {
      throw fault(
          line,
          "the variable '" + name + "' is not set",
          "set it, or write ${" + name + ":-default}");
    }
    return value;
  }

  /** A path; relative ones start from the file's folder. */
  Path resolve(String path) {
    Path folder = file.toAbsolutePath().getParent();
    return (folder == null ? Path.of(path) : folder.resolve(path)).normalize();
  }
}
