package io.passthrough.cli;

import java.util.function.Consumer;

/**
 * A mistake, and what a command must answer.
 *
 * @param name what is wrong
 * @param arrange makes it so
 * @param command the words of the command line
 * @param exitCode what the process must end with
 * @param message a part of what it must say
 * @param next a part of the next step that it must name
 */
record BadInput(
    String name,
    Consumer<Site> arrange,
    String command,
    int exitCode,
    String message,
    String next) {

  static BadInput of(String name, Consumer<Site> arrange, String command) {
    return new BadInput(name, arrange, command, 0, "", "");
  }

  BadInput ends(int code, String says, String advises) {
    return new BadInput(name, arrange, command, code, says, advises);
  }

  @Override
  public String toString() {
    return name;
  }
}
