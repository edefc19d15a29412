package io.passthrough.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command that was run in this process, and what it said. */
record CliRun(int exitCode, String out, String err) {

  static final Path HOME = Path.of("").toAbsolutePath().getParent();

  static CliRun in(Path directory, String... args) {
    return in(directory, Optional.empty(), Map.of(), args);
  }

  /** Runs a command whose talk goes to a terminal. */
  static CliRun onTerminal(Path directory, int width, String... args) {
    return onTerminal(directory, width, Map.of(), args);
  }

  static CliRun onTerminal(
      Path directory, int width, Map<String, String> environment, String... args) {
    return in(directory, Optional.of(width), environment, args);
  }

  /** Runs a command with variables in its environment. */
  static CliRun with(Path directory, Map<String, String> environment, String... args) {
    return in(directory, Optional.empty(), environment, args);
  }

  private static CliRun in(
      Path directory, Optional<Integer> width, Map<String, String> environment, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            directory,
            Optional.ofNullable(HOME),
            width);
    int exitCode = Main.run(List.of(args), terminal);
    return new CliRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Reads all of stdout as one JSON document; more or less than one fails. */
  JsonNode json() throws JsonProcessingException {
    return new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(out);
  }
}
