package io.passthrough.cli;

import java.util.List;

/** Starts the passthrough command. */
public final class Main {

  private Main() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(run(List.of(args), Terminal.ofProcess()));
  }

  static int run(List<String> args, Terminal terminal) {
    GlobalOptions options = new GlobalOptions();
    Session session = new Session(terminal, options, args.contains("--json"));
    try {
      return Commands.of(options, session, args).execute(args.toArray(String[]::new));
    } catch (Throwable unexpected) {
      return session.fail(Failure.of(unexpected), unexpected);
    } finally {
      terminal.out().flush();
      terminal.err().flush();
    }
  }
}
