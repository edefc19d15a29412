package io.passthrough.api;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a store is opened with. Core has checked names, presence and types against {@link
 * AssetProvider#options()}; {@link #toString()} shows no value, as some are secrets.
 *
 * @param options values by name, without {@code key}
 * @param prefix what every object's name begins with in the container: empty, or segments without a
 *     leading or trailing {@code /}
 * @param access what the store will be used for
 */
public record StoreConfig(Map<String, String> options, String prefix, Access access) {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  /**
   * Checks and copies.
   *
   * @param options values by name
   * @param prefix what every object's name begins with
   * @param access what the store will be used for
   * @throws IllegalArgumentException when the prefix is neither empty nor a legal key
   */
  public StoreConfig {
    options = Map.copyOf(options);
    Objects.requireNonNull(access, "access");
    if (!prefix.isEmpty()) {
      AssetKey.fault(prefix)
          .ifPresent(
              fault -> {
                throw new IllegalArgumentException(
                    "Illegal prefix: " + fault + ", '" + prefix + "'");
              });
    }
  }

  /**
   * Returns an option's value.
   *
   * @param name the option
   * @return the value, or empty when it was left out
   */
  public Optional<String> text(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /**
   * Returns the value of an option that is required.
   *
   * @param name the option
   * @return the value
   * @throws IllegalArgumentException naming the option when it was left out
   */
  public String required(String name) {
    return text(name)
        .orElseThrow(() -> new IllegalArgumentException("Missing option '" + name + "'"));
  }

  /**
   * Returns a yes-or-no option.
   *
   * @param name the option
   * @param otherwise the value when it was left out
   * @return the value
   */
  public boolean bool(String name, boolean otherwise) {
    return text(name).map(Boolean::parseBoolean).orElse(otherwise);
  }

  /**
   * Returns a whole number.
   *
   * @param name the option
   * @param otherwise the value when it was left out
   * @return the value
   * @throws IllegalArgumentException naming the option when it is no number
   */
  public int integer(String name, int otherwise) {
    Optional<String> value = text(name);
    try {
      return value.map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Option '" + name + "' is not a whole number: '" + value.orElse("") + "'", e);
    }
  }

  /**
   * Returns a span of time, written as a whole number and one of {@code ms s m h d}.
   *
   * @param name the option
   * @param otherwise the value when it was left out
   * @return the value
   * @throws IllegalArgumentException naming the option when it is none
   */
  public Duration duration(String name, Duration otherwise) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    return parseDuration(value.get())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Option '" + name + "' is not a duration: '" + value.get() + "'"));
  }

  /**
   * Reads a span of time, written as a whole number and one of {@code ms s m h d}.
   *
   * @param text such as {@code 14d}
   * @return the span, or empty when the text is none
   */
  public static Optional<Duration> parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }

  /** Returns names, prefix and access, but no value: some are secrets. */
  @Override
  public String toString() {
    return "StoreConfig[options="
        + new TreeSet<>(options.keySet())
        + ", prefix="
        + prefix
        + ", access="
        + access
        + "]";
  }
}
