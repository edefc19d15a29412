package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The man page and the completions, as the distribution has them. */
final class ReferenceFilesTest {

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    ReferenceFiles.write(folder, "1.2.3");
  }

  @Test
  void manual_everyCommandAndOption_standsInIt() throws IOException {
    String manual = read("man/man1/passthrough.1");

    assertThat(manual).startsWith(".TH PASSTHROUGH 1 \"\" \"passthrough 1.2.3\"\n");
    assertThat(manual.replace("\\-", "-")).contains(words("--"));
    assertThat(manual.lines()).noneMatch(line -> line.isBlank() || line.startsWith("'"));
  }

  @Test
  void bash_everyCommandAndOption_isCompleted() throws IOException {
    assertThat(read("completions/passthrough.bash")).contains(words("--"));
  }

  @Test
  void zsh_everyCommandAndOption_isCompleted() throws IOException {
    assertThat(read("completions/_passthrough"))
        .startsWith("#compdef passthrough\n")
        .contains(words("--"))
        .contains(":vite|webpack:(vite webpack)'");
  }

  @Test
  void fish_everyCommandAndOption_isCompleted() throws IOException {
    assertThat(read("completions/passthrough.fish"))
        .contains("complete -c passthrough -n __fish_use_subcommand -a publish -d 'Put what")
        .contains("__fish_seen_subcommand_from publish' -l from -r -F -d 'What a build made;")
        .contains("__fish_seen_subcommand_from demo' -l bundler -x -a 'vite webpack' -d ")
        .contains(words(" -l "));
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  /** Returns the names of commands, and those of long options after what stands for two hyphens. */
  private static List<String> words(String hyphens) {
    GlobalOptions options = new GlobalOptions();
    Session session = new Session(Terminal.ofProcess(), options, false);
    List<String> words = new ArrayList<>();
    for (CommandLine command : Commands.of(options, session).getSubcommands().values()) {
      words.add(command.getCommandName());
      command.getCommandSpec().options().stream()
          .flatMap(option -> Stream.of(option.names()))
          .filter(name -> name.startsWith("--"))
          .map(name -> hyphens + name.substring(2))
          .forEach(words::add);
    }
    return words;
  }
}
