package io.passthrough.cli;

import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Takes one value and the URLs that follow it, so that {@code --via URL URL RELEASE} leaves the
 * release alone.
 */
final class UrlConsumer implements IParameterConsumer {

  @Override
  public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
    if (arguments.isEmpty() || arguments.peek().startsWith("-")) {
      throw new ParameterException(
          command.commandLine(), "Missing required parameter for option '--via' (URL)");
    }
    List<String> urls = option.getValue();
    do {
      urls.add(arguments.pop());
    } while (!arguments.isEmpty() && arguments.peek().contains("://"));
  }
}
