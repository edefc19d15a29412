package io.passthrough.cli.reference;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The man page of all commands, in roff with the macros of man(7). */
public final class ManualPage {

  private static final List<List<String>> EXITS =
      List.of(
          List.of("0", "Done."),
          List.of("1", "Reading or writing failed."),
          List.of("2", "What was given does not fit: command line, configuration, build or name."),
          List.of("3", "Something that must be there is missing, or is not what it must be."),
          List.of("4", "A guard refused."),
          List.of("5", "A conflict with other bytes, another release or another run."),
          List.of("130, 143", "A signal ended serve, which drained first."));

  private static final List<List<String>> ENVIRONMENT =
      List.of(
          List.of("JAVA_HOME", "The Java runtime, 17 or newer; else the java of the PATH."),
          List.of("JAVA_TOOL_OPTIONS", "Options of the JVM, such as -Xmx256m."),
          List.of("PASSTHROUGH_PROVIDERS", "Further folders with providers, as in a class path."),
          List.of("PASSTHROUGH_TRACE", "Set to anything, it adds the stack trace to a failure."));

  private static final List<List<String>> FILES =
      List.of(
          List.of(
              "passthrough.yaml", "The configuration, in the current directory; or see --config."));

  private final StringBuilder page = new StringBuilder();

  private ManualPage() {}

  /**
   * Writes the page.
   *
   * @param line the command line
   * @param version the product's version
   * @return the page's source
   */
  public static String of(CommandLine line, String version) {
    CommandSpec top = line.getCommandSpec();
    ManualPage page = new ManualPage();
    String title = top.name().toUpperCase(Locale.ROOT);
    page.line(".TH " + title + " 1 \"\" " + quoted(top.name() + " " + version));
    page.line(".nh");
    page.section("NAME");
    page.text(top.name() + " - " + phrase(CommandModel.description(top)));
    page.section("SYNOPSIS");
    page.text(synopsis(top));
    page.section("OPTIONS");
    page.arguments(top);
    page.section("COMMANDS");
    CommandModel.commands(line).forEach(page::command);
    page.section("EXIT STATUS");
    page.entries(EXITS);
    page.section("ENVIRONMENT");
    page.entries(ENVIRONMENT);
    page.section("FILES");
    page.entries(FILES);
    return page.page.toString();
  }

  private void command(CommandSpec command) {
    line(".SS " + quoted(command.name()));
    text(synopsis(command));
    line(".PP");
    text(CommandModel.description(command));
    arguments(command);
  }

  private void arguments(CommandSpec command) {
    Stream<List<String>> options =
        CommandModel.options(command).stream()
            .map(option -> List.of(label(option), CommandModel.description(option)));
    Stream<List<String>> parameters =
        command.positionalParameters().stream().map(ManualPage::parameter);
    entries(Stream.concat(parameters, options).toList());
  }

  private static List<String> parameter(ArgSpec parameter) {
    return List.of(parameter.paramLabel(), CommandModel.description(parameter));
  }

  private static String label(OptionSpec option) {
    String names = String.join(", ", option.names());
    return CommandModel.takesValue(option) ? names + "=" + option.paramLabel() : names;
  }

  private static String synopsis(CommandSpec command) {
    Help help = new Help(command, Help.defaultColorScheme(Ansi.OFF));
    return help.synopsis(0).strip().replaceAll("\\s+", " ");
  }

  private void entries(List<List<String>> entries) {
    for (List<String> entry : entries) {
      line(".TP");
      line(".B " + quoted(entry.get(0)));
      text(entry.get(1));
    }
  }

  private void section(String title) {
    line(".SH " + title);
  }

  /** A line that begins with a dot or an apostrophe would be a request. */
  private void text(String text) {
    line(text.startsWith(".") || text.startsWith("'") ? "\\&" + escaped(text) : escaped(text));
  }

  private void line(String line) {
    page.append(line).append('\n');
  }

  private static String phrase(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT)
        + sentence.substring(1).replaceAll("\\.$", "");
  }

  private static String quoted(String text) {
    return '"' + escaped(text).replace("\"", "\\(dq") + '"';
  }

  private static String escaped(String text) {
    return text.lines()
        .map(each -> each.replace("\\", "\\e").replace("-", "\\-"))
        .collect(Collectors.joining("\n"));
  }
}
