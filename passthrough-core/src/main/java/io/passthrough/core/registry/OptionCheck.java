package io.passthrough.core.registry;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetProvider;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import io.passthrough.api.StoreOption.Presence;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks options against what a provider declares. */
public final class OptionCheck {

  /** The option that every provider has: the prefix. */
  public static final String PREFIX = "key";

  private OptionCheck() {}

  /**
   * Finds the option with a name.
   *
   * @param provider whose options
   * @param name the name
   * @return the option, or empty
   */
  public static Optional<StoreOption> option(AssetProvider provider, String name) {
    return provider.options().stream().filter(option -> option.name().equals(name)).findFirst();
  }

  /**
   * Returns what a value has against it.
   *
   * @param option the option
   * @param value its value
   * @return what was expected, such as {@code true or false}, or empty when the value fits
   */
  public static Optional<String> fault(StoreOption option, String value) {
    return switch (option.type()) {
      case TEXT, PATH -> value.isEmpty() ? Optional.of("a text") : Optional.empty();
      case BOOLEAN -> unless(value.equals("true") || value.equals("false"), "true or false");
      case INTEGER -> unless(value.matches("[0-9]{1,9}"), "a whole number");
      case DURATION ->
          unless(
              StoreConfig.parseDuration(value).isPresent(),
              "a duration such as 10s (ms, s, m, h, d)");
      case URI -> unless(isHttp(value), "an absolute http or https URI");
      case CHOICE ->
          unless(option.choices().contains(value), "one of " + String.join(", ", option.choices()));
    };
  }

  /**
   * Makes a prefix of the option {@code key}.
   *
   * @param value the option's value, or null when it was left out
   * @return empty, or segments without a leading or trailing slash
   * @throws PassthroughException when it is no legal key
   */
  public static String prefix(@Nullable String value) {
    if (value == null) {
      return "";
    }
    String prefix = value.replaceAll("^/+|/+$", "");
    Optional<String> fault = prefix.isEmpty() ? Optional.empty() : AssetKey.fault(prefix);
    if (fault.isPresent()) {
      throw input("The option 'key' is no prefix: " + fault.get() + ", '" + value + "'");
    }
    return prefix;
  }

  /**
   * Checks all options.
   *
   * @param provider whose options
   * @param options values by name, which may hold the prefix
   * @throws PassthroughException naming the option that is unknown, missing or ill-typed
   */
  public static void check(AssetProvider provider, Map<String, String> options) {
    List<String> known = new ArrayList<>(List.of(PREFIX));
    provider.options().forEach(option -> known.add(option.name()));
    options.forEach((name, value) -> check(provider, known, name, value));
    for (StoreOption option : provider.options()) {
      if (option.presence() == Presence.REQUIRED && !options.containsKey(option.name())) {
        throw input(
            "The provider '" + provider.name() + "' needs the option '" + option.name() + "'");
      }
    }
  }

  private static void check(AssetProvider provider, List<String> known, String name, String value) {
    if (!known.contains(name)) {
      throw input(
          "The provider '" + provider.name() + "' has no option '" + name + "'; it has " + known);
    }
    option(provider, name)
        .flatMap(option -> fault(option, value))
        .ifPresent(
            expected -> {
              throw input("The option '" + name + "' is not " + expected + ": '" + value + "'");
            });
  }

  private static boolean isHttp(String value) {
    try {
      URI uri = URI.create(value);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<String> unless(boolean fits, String expected) {
    return fits ? Optional.empty() : Optional.of(expected);
  }

  private static PassthroughException input(String message) {
    return new PassthroughException(Kind.INPUT, message, "correct the store's options");
  }
}
