package io.passthrough.core.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class SingleFlightTest {

  private final SingleFlight<String, String> flights = new SingleFlight<>();

  @Test
  void fetches_ofOneThing_shareOneFlight() {
    CompletableFuture<String> store = new CompletableFuture<>();
    Fetch<String> first = flights.join("a", () -> store);
    Fetch<String> second = flights.join("a", () -> CompletableFuture.completedFuture("other"));

    store.complete("bytes");

    assertThat(first.result()).isCompletedWithValue("bytes");
    assertThat(second.result()).isCompletedWithValue("bytes");
    assertThat(first.leader()).isTrue();
    assertThat(second.leader()).isFalse();
  }

  @Test
  void waiter_whoGivesUp_endsTheFlightForNobodyElse() {
    CompletableFuture<String> store = new CompletableFuture<>();
    Fetch<String> first = flights.join("a", () -> store);
    Fetch<String> second = flights.join("a", () -> store);

    first.result().cancel(true);
    store.complete("bytes");

    assertThat(second.result()).isCompletedWithValue("bytes");
  }

  @Test
  void flight_thatFails_isNotKept() {
    flights.join("a", () -> CompletableFuture.failedFuture(new IllegalStateException("down")));

    Fetch<String> again = flights.join("a", () -> CompletableFuture.completedFuture("bytes"));

    assertThat(again.result()).isCompletedWithValue("bytes");
  }

  @Test
  void flight_thatCannotStart_isNotKept() {
    Fetch<String> broken =
        flights.join(
            "a",
            () -> {
              throw new IllegalStateException("closed");
            });

    Fetch<String> again = flights.join("a", () -> CompletableFuture.completedFuture("bytes"));

    assertThat(broken.result()).isCompletedExceptionally();
    assertThat(again.result()).isCompletedWithValue("bytes");
  }
}
