package io.passthrough.cli.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion for fish: one {@code complete} command for each command and option. */
public final class FishCompletion {

  private final String name;
  private final List<String> lines = new ArrayList<>();

  private FishCompletion(String name) {
    this.name = name;
  }

  /**
   * Writes the completion.
   *
   * @param line the command line
   * @return a script for fish's folder of completions
   */
  public static String of(CommandLine line) {
    FishCompletion completion = new FishCompletion(line.getCommandName());
    completion.lines.add("complete -c " + completion.name + " -f");
    completion.options("", line.getCommandSpec());
    CommandModel.commands(line).forEach(completion::command);
    return completion.lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private void command(CommandSpec command) {
    String description = quoted(CommandModel.description(command));
    add(" -n __fish_use_subcommand", "-a " + command.name() + " -d " + description);
    String condition = " -n '__fish_seen_subcommand_from " + command.name() + "'";
    options(condition, command);
    if (command.positionalParameters().stream().anyMatch(CommandModel::isFile)) {
      add(condition, "-F");
    }
  }

  private void options(String condition, CommandSpec command) {
    CommandModel.options(command)
        .forEach(
            option ->
                add(
                    condition,
                    names(option)
                        + value(option)
                        + " -d "
                        + quoted(CommandModel.description(option))));
  }

  private void add(String condition, String completion) {
    lines.add("complete -c " + name + condition + " " + completion);
  }

  private static String names(OptionSpec option) {
    return List.of(option.names()).stream()
        .map(each -> each.startsWith("--") ? "-l " + each.substring(2) : "-s " + each.substring(1))
        .collect(Collectors.joining(" "));
  }

  private static String value(OptionSpec option) {
    if (!CommandModel.takesValue(option)) {
      return "";
    }
    if (CommandModel.isFile(option)) {
      return " -r -F";
    }
    List<String> values = CommandModel.values(option);
    return values.isEmpty() ? " -x" : " -x -a " + quoted(String.join(" ", values));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
