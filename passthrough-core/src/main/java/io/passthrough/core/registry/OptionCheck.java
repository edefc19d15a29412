package io.passthrough.core.registry;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetProvider;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import io.passthrough.api.StoreOption.Presence;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Checks options against what a provider declares. */
public final class OptionCheck {

  /** The option that every provider has: the prefix. */
  public static final String PREFIX = "key";

  private OptionCheck() {}

  /**
   * Returns the names of a provider's options, and {@link #PREFIX}.
   *
   * @param provider whose options
   * @return the names, in order
   */
  public static List<String> names(AssetProvider provider) {
    TreeSet<String> names = new TreeSet<>(List.of(PREFIX));
    provider.options().forEach(option -> names.add(option.name()));
    return List.copyOf(names);
  }

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
      case TEXT -> unless(!value.isEmpty(), "a text that is not empty");
      case PATH -> unless(isPath(value), "a path");
      case BOOLEAN -> unless(value.equals("true") || value.equals("false"), "true or false");
      case INTEGER -> unless(value.matches("[0-9]{1,9}"), "a whole number");
      case DURATION ->
          unless(
              StoreConfig.parseDuration(value).isPresent(),
              "a duration such as 10s (units: ms, s, m, h, d)");
      case URI -> unless(isHttp(value), "an http or https URL without a user name");
      case CHOICE ->
          unless(option.choices().contains(value), "one of " + String.join(", ", option.choices()));
    };
  }

  /**
   * Makes a prefix of the option {@code key}.
   *
   * @param value the option's value, {@code /} at its ends allowed
   * @return empty, or segments without a leading or trailing slash
   * @throws PassthroughException when it is no legal key
   */
  public static String prefix(String value) {
    String prefix = value.replaceAll("^/+|/+$", "");
    prefixFault(value)
        .ifPresent(
            fault -> {
              throw input("The option 'key' is no prefix: " + fault + ", '" + value + "'");
            });
    return prefix;
  }

  /**
   * Returns what keeps a value of the option {@code key} from being a prefix.
   *
   * @param value the option's value, {@code /} at its ends allowed
   * @return the fault, or empty when it is a prefix
   */
  public static Optional<String> prefixFault(String value) {
    String prefix = value.replaceAll("^/+|/+$", "");
    return prefix.isEmpty() ? Optional.empty() : AssetKey.fault(prefix);
  }

  /**
   * Checks all options but {@link #PREFIX}.
   *
   * @param provider whose options
   * @param options values by name
   * @throws PassthroughException naming the option that is unknown, missing or ill-typed
   */
  public static void check(AssetProvider provider, Map<String, String> options) {
    options.forEach((name, value) -> check(provider, name, value));
    for (StoreOption option : provider.options()) {
      if (option.presence() == Presence.REQUIRED && !options.containsKey(option.name())) {
        throw input(
            "The provider '" + provider.name() + "' needs the option '" + option.name() + "'");
      }
    }
  }

  private static void check(AssetProvider provider, String name, String value) {
    StoreOption option =
        option(provider, name)
            .orElseThrow(
                () ->
                    new PassthroughException(
                        Kind.INPUT,
                        "The provider '" + provider.name() + "' has no option '" + name + "'",
                        NearestName.advice(name, names(provider))));
    fault(option, value)
        .ifPresent(
            expected -> {
              throw input("The option '" + name + "' must be " + expected + shown(option, value));
            });
  }

  private static String shown(StoreOption option, String value) {
    return Secrets.isSecret(option) ? "" : ", not '" + Secrets.masked(value) + "'";
  }

  private static boolean isHttp(String value) {
    try {
      URI uri = URI.create(value);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isPath(String value) {
    try {
      return !value.isEmpty() && !Path.of(value).toString().isEmpty();
    } catch (InvalidPathException e) {
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
