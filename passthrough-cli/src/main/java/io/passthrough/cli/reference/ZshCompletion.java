package io.passthrough.cli.reference;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The completion for zsh: a function for its {@code fpath}, in the terms of {@code _arguments}. */
public final class ZshCompletion {

  private static final String FUNCTION =
      """
      #compdef %1$s

      _%1$s() {
        local context state state_descr line
        typeset -A opt_args
        local -a commands=(
      %2$s
        )
        _arguments -C \\
      %3$s
          '1:command:->command' '*::argument:->argument'
        case $state in
          command) _describe command commands ;;
          argument)
            case $line[1] in
      %4$s
            esac
            ;;
        esac
      }

      _%1$s "$@"
      """;

  private ZshCompletion() {}

  /**
   * Writes the completion.
   *
   * @param line the command line
   * @return a file for a folder of zsh's {@code fpath}
   */
  public static String of(CommandLine line) {
    String commands =
        CommandModel.commands(line).stream()
            .map(command -> "    " + quoted(command.name() + ":" + described(command)))
            .collect(Collectors.joining("\n"));
    String options =
        options(line.getCommandSpec())
            .map(each -> "    " + each + " \\")
            .collect(Collectors.joining("\n"));
    String cases =
        CommandModel.commands(line).stream()
            .map(command -> branch(line.getCommandSpec(), command))
            .collect(Collectors.joining("\n"));
    return FUNCTION.formatted(line.getCommandName(), commands, options, cases);
  }

  private static String branch(CommandSpec top, CommandSpec command) {
    Stream<String> parameters =
        command.positionalParameters().stream().map(ZshCompletion::parameter);
    return Stream.of(options(command), options(top), parameters)
        .flatMap(each -> each)
        .collect(Collectors.joining(" ", "        " + command.name() + ") _arguments ", " ;;"));
  }

  private static Stream<String> options(CommandSpec command) {
    return CommandModel.options(command).stream().flatMap(ZshCompletion::option);
  }

  private static Stream<String> option(OptionSpec option) {
    String text = "[" + escaped(CommandModel.description(option)) + "]";
    String value = CommandModel.takesValue(option) ? value(option) : "";
    String repeated = option.isMultiValue() ? "*" : "";
    return Stream.of(option.names()).map(name -> quoted(repeated + name + text + value));
  }

  private static String parameter(PositionalParamSpec parameter) {
    return quoted((parameter.isMultiValue() ? "*" : "") + value(parameter));
  }

  private static String value(ArgSpec argument) {
    List<String> values = CommandModel.values(argument);
    String action = values.isEmpty() ? " " : "(" + String.join(" ", values) + ")";
    return ":"
        + escaped(argument.paramLabel())
        + ":"
        + (CommandModel.isFile(argument) ? "_files" : action);
  }

  private static String described(CommandSpec command) {
    return escaped(CommandModel.description(command));
  }

  private static String escaped(String text) {
    return text.replaceAll("([\\\\\\[\\]:])", "\\\\$1");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
