package io.passthrough.tck;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** Writes a failure as a bug report. */
final class FailureText {

  private final TckCase tckCase;
  private final Target target;
  private final Steps steps;

  FailureText(TckCase tckCase, Target target, Steps steps) {
    this.tckCase = tckCase;
    this.target = target;
    this.steps = steps;
  }

  String of(TckFailure failure) {
    List<String> lines = new ArrayList<>();
    lines.add(tckCase.id() + ": " + failure.what());
    lines.add("  expected     " + failure.expected());
    lines.add("  actual       " + failure.actual());
    tckCase.rules().forEach(rule -> addRule(lines, rule));
    lines.add("  the case     " + tckCase.shows());
    lines.add("  usual cause  " + tckCase.usualCause());
    lines.add("  target       " + target);
    lines.add("  steps");
    steps.lines().forEach(step -> lines.add("    " + step));
    return String.join(System.lineSeparator(), lines);
  }

  String ofError(Throwable fault) {
    StringWriter trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace));
    List<String> lines = new ArrayList<>();
    lines.add(tckCase.id() + ": the kit or the harness broke; nothing is known of the provider");
    lines.add("  target       " + target);
    lines.add("  steps");
    steps.lines().forEach(step -> lines.add("    " + step));
    lines.add(trace.toString().stripTrailing());
    return String.join(System.lineSeparator(), lines);
  }

  private static void addRule(List<String> lines, String rule) {
    Contract contract = Contract.get();
    lines.add("  rule %-7s %s".formatted(rule, contract.sentence(rule)));
    lines.add("               " + contract.place(rule));
  }
}
