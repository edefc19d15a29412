package io.passthrough.cli.doctor;

import java.util.List;

/**
 * All that was found.
 *
 * @param provider the provider's name
 * @param store the store's name for people
 * @param rights what it can be used for
 * @param checks what was found, step by step
 */
public record Diagnosis(String provider, String store, Rights rights, List<Check> checks) {

  /**
   * Copies the checks.
   *
   * @param provider the provider's name
   * @param store the store's name for people
   * @param rights what it can be used for
   * @param checks what was found
   */
  public Diagnosis {
    checks = List.copyOf(checks);
  }

  /**
   * Returns what is an error.
   *
   * @return the checks that are bad, in order
   */
  public List<Check> errors() {
    return checks.stream().filter(Check::bad).toList();
  }
}
