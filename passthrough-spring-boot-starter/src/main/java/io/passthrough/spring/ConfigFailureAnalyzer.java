package io.passthrough.spring;

import io.passthrough.core.PassthroughException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A failure analyzer that prints what is wrong with a configuration, and the next step. */
final class ConfigFailureAnalyzer extends AbstractFailureAnalyzer<PassthroughException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, PassthroughException cause) {
    return new FailureAnalysis(cause.getMessage(), sentence(cause.next()), cause);
  }

  private static String sentence(String next) {
    return Character.toUpperCase(next.charAt(0)) + next.substring(1);
  }
}
