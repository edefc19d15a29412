package io.passthrough.core.config;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where values come from: the file that faults name, and the variables that values may name.
 *
 * @param file the configuration file
 * @param variables the environment
 */
record Source(Path file, Map<String, String> variables) {

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

  /** Makes a fault at a line, counted from 1. */
  PassthroughException fault(int line, String message, String next) {
    return new PassthroughException(
        Kind.INPUT, file.getFileName() + ":" + line + ": " + message, next);
  }

  /** Replaces {@code ${NAME}} and {@code ${NAME:-default}}. */
  String expand(int line, String text) {
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(out, Matcher.quoteReplacement(variable(line, matcher)));
    }
    return matcher.appendTail(out).toString();
  }

  private String variable(int line, Matcher matcher) {
    String name = matcher.group(1);
    String value = variables.get(name);
    if (value != null && !value.isEmpty()) {
      return value;
    }
    if (matcher.group(2) != null) {
      return matcher.group(2);
    }
    if (value != null) {
      return value;
    }
    throw fault(
        line,
        "the variable '" + name + "' is not set",
        "set it, or write ${" + name + ":-default}");
  }
}
