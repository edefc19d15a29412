package io.passthrough.api;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An option that a provider understands, as core checks it: unknown, missing and ill-typed values
 * are refused with file, line and the nearest known name before a provider sees them.
 *
 * @param name the word in the configuration, {@code [a-z][a-z0-9_]*}
 * @param type what its value looks like
 * @param presence whether it must be there, and whether it is a secret
 * @param choices the allowed values of a {@link Type#CHOICE}, else empty
 * @param description one sentence for people
 */
public record StoreOption(
    String name, Type type, Presence presence, List<String> choices, String description) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** What an option's value looks like. */
  public enum Type {
    /** Any text. */
    TEXT,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A whole number of at least 0. */
    INTEGER,
    /** A number with a unit, such as {@code 10s}; see {@link StoreConfig#duration}. */
    DURATION,
    /** A path; core makes it absolute: relative to its file, or to the current directory. */
    PATH,
    /** An absolute {@code http} or {@code https} URI. */
    URI,
    /** One of the listed words. */
    CHOICE
  }

  /** Whether an option must be there. */
  public enum Presence {
    /** It has a default. */
    OPTIONAL,
    /** A configuration without it is refused. */
    REQUIRED,
    /** It may be there, and its value is never shown. */
    SECRET
  }

  /**
   * Checks and copies.
   *
   * @param name the word in the configuration
   * @param type what its value looks like
   * @param presence whether it must be there
   * @param choices the allowed values of a choice
   * @param description one sentence for people
   * @throws IllegalArgumentException when the name is ill-formed, or choices and type do not fit
   */
  public StoreOption {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(presence, "presence");
    Objects.requireNonNull(description, "description");
    choices = List.copyOf(choices);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Illegal option name: '" + name + "'");
    }
    if ((type == Type.CHOICE) == choices.isEmpty()) {
      throw new IllegalArgumentException("Choices belong to the type CHOICE: '" + name + "'");
    }
  }

  /**
   * Makes an option that may be left out.
   *
   * @param name the word in the configuration
   * @param type what its value looks like
   * @param description one sentence for people
   * @return the option
   */
  public static StoreOption optional(String name, Type type, String description) {
    return new StoreOption(name, type, Presence.OPTIONAL, List.of(), description);
  }

  /**
   * Makes an option that must be there.
   *
   * @param name the word in the configuration
   * @param type what its value looks like
   * @param description one sentence for people
   * @return the option
   */
  public static StoreOption required(String name, Type type, String description) {
    return new StoreOption(name, type, Presence.REQUIRED, List.of(), description);
  }

  /**
   * Makes an option whose value is never shown.
   *
   * @param name the word in the configuration
   * @param description one sentence for people
   * @return the option
   */
  public static StoreOption secret(String name, String description) {
    return new StoreOption(name, Type.TEXT, Presence.SECRET, List.of(), description);
  }

  /**
   * Makes an option whose value is one of some words.
   *
   * @param name the word in the configuration
   * @param choices the words
   * @param description one sentence for people
   * @return the option
   */
  public static StoreOption choice(String name, List<String> choices, String description) {
    return new StoreOption(name, Type.CHOICE, Presence.OPTIONAL, choices, description);
  }
}
