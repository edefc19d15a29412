package io.passthrough.cli;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.registry.NearestName;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, with the nearest name that would be right. */
final class Usage {

  private Usage() {}

  static Failure failure(ParameterException fault) {
    if (fault.getCause() instanceof PassthroughException known) {
      return Failure.of(known);
    }
    if (fault instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getCommandLine(), unmatched.getUnmatched().get(0));
    }
    return new Failure(Failure.INPUT, String.valueOf(fault.getMessage()), help(fault));
  }

  private static Failure unmatched(CommandLine command, String text) {
    if (text.startsWith("-")) {
      String name = text.split("=", 2)[0];
      List<String> options = new ArrayList<>();
      command.getCommandSpec().options().forEach(each -> options.addAll(List.of(each.names())));
      return unknown("option", name, options, command);
    }
    List<String> commands = List.copyOf(command.getSubcommands().keySet());
    return commands.isEmpty()
        ? new Failure(Failure.INPUT, "One argument too many: '" + text + "'", help(command))
        : unknown("command", text, commands, command);
  }

  private static Failure unknown(
      String what, String name, List<String> known, CommandLine command) {
    return new Failure(
        Failure.INPUT,
        "There is no " + what + " '" + name + "'",
        NearestName.of(name, known)
            .map(near -> "did you mean '" + near + "'?")
            .orElse(help(command)));
  }

  private static String help(ParameterException fault) {
    return help(fault.getCommandLine());
  }

  private static String help(CommandLine command) {
    return "see '" + command.getCommandSpec().qualifiedName() + " --help'";
  }
}
