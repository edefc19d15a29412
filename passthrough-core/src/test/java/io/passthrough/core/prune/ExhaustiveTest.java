package io.passthrough.core.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.core.prune.ExploredShop.Weakening;
import org.junit.jupiter.api.Test;

/**
 * Every order of the calls of the real publish, activate, rollback, pin and prune, with states
 * merged. {@code -Dpassthrough.exploration=wide} explores many more.
 */
class ExhaustiveTest {

  private static final boolean IS_WIDE =
      "wide".equals(System.getProperty("passthrough.exploration"));

  @Test
  void activationBesideAPrune_inEveryOrder_losesNothing() {
    assertKeeps("activate, prune", shop().activate().prune().ticking(IS_WIDE ? 2 : 0));
  }

  @Test
  void publishBesideAPrune_inEveryOrder_losesNothing() {
    ExploredShop shop = shop().publish().prune();

    assertKeeps("publish, prune", IS_WIDE ? shop.ticking(2) : shop.switching(3));
  }

  @Test
  void pinBesideAPrune_inEveryOrder_losesNothing() {
    assertKeeps("pin, prune", shop().pin().prune().ticking(IS_WIDE ? 2 : 0));
  }

  @Test
  void rollbackBesideAPrune_inEveryOrder_losesNothing() {
    assertKeeps("rollback, prune", shop().rollback().prune().ticking(IS_WIDE ? 2 : 0));
  }

  @Test
  void publishBesideAPruneWithFaults_inEveryOrder_losesNothing() {
    ExploredShop shop = shop().publish().prune().with(1, 1);

    assertKeeps("publish, prune, a fault, a crash", IS_WIDE ? shop.ticking(1) : shop.switching(1));
  }

  @Test
  void activationThatIsGivenUp_inEveryOrder_losesNothing() {
    ExploredShop shop = shop().abandoning().activateFromBuild().prune().ticking(1);

    assertKeeps("activate, prune that abandons", IS_WIDE ? shop.with(1, 1) : shop.switching(1));
  }

  @Test
  void twoAttemptsBesideAPrune_inEveryOrder_loseNothing() {
    ExploredShop shop = shop().publish().activate().prune();

    assertKeeps("publish, activate, prune", IS_WIDE ? shop : shop.switching(1));
  }

  @Test
  void twoPrunesBesideAnAttempt_inEveryOrder_loseNothing() {
    ExploredShop shop = shop().activateFromBuild().prune().prune();

    assertKeeps("activate, prune, prune", shop.switching(IS_WIDE ? 3 : 1));
  }

  @Test
  void twoPinsBesideAPrune_inEveryOrder_loseNothing() {
    ExploredShop shop = shop().pin().pinFromBuild().prune();

    assertKeeps("pin, pin, prune", shop.switching(IS_WIDE ? 3 : 1));
  }

  @Test
  void twoPinsOfWhichOneIsGivenUp_inEveryOrder_loseNothing() {
    ExploredShop shop = shop().abandoning().pin().pin().prune().ticking(1);

    assertKeeps("pin, pin, prune that abandons", shop.switching(IS_WIDE ? 2 : 0));
  }

  private static ExploredShop shop() {
    return new ExploredShop(Weakening.NONE);
  }

  private static void assertKeeps(String what, ExploredShop shop) {
    Exploration.Result result = shop.explore();

    System.out.printf("%s: %,d states, %,d steps%n", what, result.states(), result.steps());
    assertThat(result.fault()).isEmpty();
    assertThat(result.isWhole()).isTrue();
  }
}
