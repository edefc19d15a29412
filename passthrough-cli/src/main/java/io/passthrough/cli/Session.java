package io.passthrough.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.config.Configurations;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.store.AssetStores;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One run: what it reads, and the only place that prints. */
final class Session {

  private static final String DEFAULT_FILE = "passthrough.yaml";

  private final Terminal terminal;
  private final GlobalOptions options;
  private final boolean json;

  /**
   * Makes a session.
   *
   * @param json whether the command line asks for JSON, told before it is parsed, so that a
   *     misspelt one is answered in JSON too
   */
  Session(Terminal terminal, GlobalOptions options, boolean json) {
    this.terminal = terminal;
    this.options = options;
    this.json = json;
  }

  Terminal terminal() {
    return terminal;
  }

  PrintWriter outWriter() {
    return new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8);
  }

  PrintWriter errWriter() {
    return new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8);
  }

  /** Reads the configuration and prints its notices. */
  PassthroughConfig configuration() {
    PassthroughConfig configuration = load();
    configuration.notices().forEach(this::notice);
    return configuration;
  }

  private PassthroughConfig load() {
    Path standard = terminal.resolve(Path.of(DEFAULT_FILE));
    if (options.config != null) {
      return Configurations.load(terminal.resolve(options.config), terminal.environment());
    }
    return Files.exists(standard)
        ? Configurations.load(standard, terminal.environment())
        : Configurations.withoutFile(terminal.directory());
  }

  AssetStore open(PassthroughConfig configuration, Access access) {
    return AssetStores.open(configuration.requireStore(), access);
  }

  /** Opens a store in which releases are kept; one that has none by configuration is refused. */
  AssetStore openWithRecords(PassthroughConfig configuration, Access access) {
    return AssetStores.open(configuration.requireStoreOfReleases(), access);
  }

  /** Returns a listener that prints the warnings of a run. */
  PipelineListener warnings() {
    return event -> {
      if (event instanceof PipelineListener.Warned warned) {
        notice("Warning: " + warned.message());
      }
    };
  }

  /** Says what should be known. */
  void warn(List<String> warnings) {
    warnings.forEach(warning -> notice("Warning: " + warning));
  }

  /** Says something that is not the result. */
  void notice(String message) {
    terminal.err().println(message);
  }

  /** Prints the result, flushed: as one JSON document, or for people. */
  void print(Document document) {
    if (json) {
      print(document.json());
    } else {
      terminal.out().println(document.text());
    }
    terminal.out().flush();
  }

  /** Prints why a run failed and what to do next, and returns its exit code. */
  int fail(Failure failure, Throwable fault) {
    notice("Error: " + failure.message());
    notice("Next: " + failure.next());
    if (terminal.environment().containsKey(Failure.TRACE)) {
      fault.printStackTrace(terminal.err());
    }
    if (json) {
      print(Map.of("error", failure));
    }
    return failure.exitCode();
  }

  /** Returns what writes documents; most runs print none. */
  private static ObjectWriter json() {
    return new ObjectMapper().writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  /** Writes as it goes: a document may tell of every key of a store. */
  private void print(Object document) {
    try {
      json().writeValue(terminal.out(), document);
      terminal.out().println();
    } catch (IOException e) {
      throw new IllegalStateException("A document cannot be written as JSON", e);
    }
  }
}
