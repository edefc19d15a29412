package io.passthrough.cli;

import io.passthrough.cli.demo.Bundler;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.text.Inputs;
import io.passthrough.tck.Tier;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes values of what stands on a command line. */
final class Arguments {

  private static final int MAX_PORT = 65_535;

  private Arguments() {}

  static Bundler bundler(String text) {
    return Stream.of(Bundler.values())
        .filter(bundler -> bundler.word().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new PassthroughException(
                    Kind.INPUT,
                    "There is no bundler '" + text + "' in the demo",
                    Stream.of(Bundler.values())
                        .map(Bundler::word)
                        .collect(Collectors.joining(", ", "use one of ", ""))));
  }

  static Tier tier(String text) {
    return Stream.of(Tier.values())
        .filter(tier -> word(tier).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new PassthroughException(
                    Kind.INPUT,
                    "There is no tier '" + text + "'",
                    Stream.of(Tier.values())
                        .map(Arguments::word)
                        .collect(Collectors.joining(", ", "use one or more of ", ""))));
  }

  /** A constant as a user writes and reads it. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Count count(String text) {
    return new Count(Inputs.count(text));
  }

  static Port port(String text) {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > MAX_PORT) {
      throw new PassthroughException(
          Kind.INPUT,
          "Illegal port: '" + text + "'",
          "use a number from 1 to " + MAX_PORT + ", or 0 for any that is free");
    }
    return new Port(Integer.parseInt(text));
  }
}
