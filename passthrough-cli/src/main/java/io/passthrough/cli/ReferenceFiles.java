package io.passthrough.cli;

import io.passthrough.cli.reference.FishCompletion;
import io.passthrough.cli.reference.ManualPage;
import io.passthrough.cli.reference.ZshCompletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes the man page and the completions of the distribution, from the command line's model. */
public final class ReferenceFiles {

  private static final String NAME = "passthrough";

  private ReferenceFiles() {}

  /**
   * Writes {@code man/man1} and {@code completions}.
   *
   * @param args the distribution's folder and the product's version
   * @throws IOException when it cannot be written
   */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), args[1]);
  }

  static void write(Path distribution, String version) throws IOException {
    CommandLine line = line();
    Path man = Files.createDirectories(distribution.resolve("man/man1"));
    Files.writeString(man.resolve(NAME + ".1"), ManualPage.of(line, version));
    Path completions = Files.createDirectories(distribution.resolve("completions"));
    Files.writeString(completions.resolve(NAME + ".bash"), AutoComplete.bash(NAME, line));
    Files.writeString(completions.resolve("_" + NAME), ZshCompletion.of(line));
    Files.writeString(completions.resolve(NAME + ".fish"), FishCompletion.of(line));
  }

  private static CommandLine line() {
    GlobalOptions options = new GlobalOptions();
    return Commands.of(options, new Session(Terminal.ofProcess(), options, false));
  }
}
