package io.passthrough.tck;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Writes a failure as a bug report. */
final class FailureText {

  private static final int MAX_CAUSES = 4;
  private static final int MAX_FRAMES = 5;

  private final TckCase tckCase;
  private final Target target;
  private final Steps steps;
  private final Secrets secrets;

  FailureText(TckCase tckCase, Target target, CaseContext context) {
    this.tckCase = tckCase;
    this.target = target;
    this.steps = context.steps();
    this.secrets = context.secrets();
  }

  String of(TckFailure failure) {
    List<String> lines = new ArrayList<>();
    lines.add(tckCase.id() + ": " + failure.what());
    lines.add("  expected     " + failure.expected());
    lines.add("  actual       " + failure.actual());
    Optional.ofNullable(failure.getCause()).ifPresent(cause -> addThrown(lines, cause));
    failure.rule().ifPresent(rule -> addRule(lines, rule));
    tckCase.rules().forEach(rule -> addRule(lines, rule));
    lines.add("  the case     " + tckCase.shows());
    if (!failure.expected().equals(CallResult.SUCCESS)) {
      lines.add("  usual cause  " + tckCase.usualCause());
    }
    lines.add("  target       " + target);
    lines.add("  steps");
    steps.lines().forEach(step -> lines.add("    " + step));
    return secrets.masked(String.join(System.lineSeparator(), lines));
  }

  String ofError(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    List<String> lines = new ArrayList<>();
    lines.add(tckCase.id() + ": the kit or the harness broke; nothing is known of the provider");
    lines.add("  target       " + target);
    lines.add("  steps");
    steps.lines().forEach(step -> lines.add("    " + step));
    lines.add(trace.toString().stripTrailing());
    return secrets.masked(String.join(System.lineSeparator(), lines));
  }

  /** Names what was thrown, why, and where: the calls that are nearest to the provider's code. */
  private static void addThrown(List<String> lines, Throwable thrown) {
    String label = "  thrown       ";
    Throwable next = thrown;
    for (int depth = 0; next != null && depth < MAX_CAUSES; depth++) {
      lines.add(label + next);
      Arrays.stream(next.getStackTrace())
          .takeWhile(frame -> !frame.getClassName().startsWith(RecordingStore.class.getName()))
          .limit(MAX_FRAMES)
          .forEach(frame -> lines.add("                 at " + frame));
      label = "  because of   ";
      next = next.getCause();
    }
  }

  private static void addRule(List<String> lines, String rule) {
    Contract contract = Contract.get();
    lines.add("  rule %-7s %s".formatted(rule, contract.sentence(rule)));
    lines.add("               " + contract.place(rule));
  }
}
