package io.passthrough.cli.reference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What pages and completions ask of the command line's model. */
final class CommandModel {

  private CommandModel() {}

  static Collection<CommandSpec> commands(CommandLine line) {
    return line.getSubcommands().values().stream().map(CommandLine::getCommandSpec).toList();
  }

  /** Returns a command's own options; those that every command has are the line's. */
  static List<OptionSpec> options(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.inherited() && !option.hidden())
        .filter(option -> command.parent() == null || !isHelp(option))
        .toList();
  }

  private static boolean isHelp(OptionSpec option) {
    return option.usageHelp() || option.versionHelp();
  }

  static String description(CommandSpec command) {
    return String.join(" ", command.usageMessage().description());
  }

  static String description(ArgSpec argument) {
    return String.join(" ", argument.description());
  }

  static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  static boolean isFile(ArgSpec argument) {
    return Path.class.isAssignableFrom(argument.type());
  }

  /** Returns the values that an argument can have, where these are few. */
  static List<String> values(ArgSpec argument) {
    List<String> values = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(values::add);
    }
    return values;
  }
}
