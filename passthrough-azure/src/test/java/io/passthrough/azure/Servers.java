package io.passthrough.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;

/** What tests do where a server is not there. */
final class Servers {

  private Servers() {}

  /** Starts the emulator for a suite, which is left out where there is none. */
  static Azurite azurite() {
    try {
      return Azurite.start();
    } catch (IOException e) {
      sayWhyNot(e.getMessage());
      Assumptions.abort(e.getMessage());
      throw new IllegalStateException(e);
    }
  }

  /** Says why a suite does not run; fails where it must. */
  static void sayWhyNot(String why) {
    assertThat(System.getProperty("passthrough.realServers")).as(why).isNotEqualTo("required");
    System.out.println(why);
  }
}
