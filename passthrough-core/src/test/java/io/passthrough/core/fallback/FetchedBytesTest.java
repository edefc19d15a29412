package io.passthrough.core.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.passthrough.api.manifest.Sha256;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FetchedBytesTest {

  private static final int SIZE = 10_000;
  private static final Sha256 HASH = Sha256.of(new byte[] {1});

  private final InFlightBytes memory = new InFlightBytes(2 * SIZE, Duration.ofMillis(1));

  private FetchedBytes body() {
    return new FetchedBytes(ByteBuffer.allocate(SIZE), memory);
  }

  private BodyCache cache(long bytes) {
    FetchLimits limits = FetchLimits.of(SIZE, bytes, Duration.ofSeconds(10));
    return new BodyCache(limits, Ticker.systemTicker(), memory::isExceeded);
  }

  @Test
  void body_thatIsSentAndNotKept_takesMemoryUntilTheLastHasIt() {
    FetchedBytes body = body();

    Runnable first = body.use();
    Runnable second = body.use();
    first.run();
    first.run();

    assertThat(memory.hasRoom(2 * SIZE)).isFalse();
    second.run();
    assertThat(memory.hasRoom(2 * SIZE)).isTrue();
  }

  @Test
  void body_thatTheCacheKeeps_takesNoMemoryOfWhatIsUnderWay() {
    BodyCache cache = cache(100 * SIZE);
    FetchedBytes body = body();

    Runnable end = body.use();
    cache.put(HASH, body);

    assertThat(memory.hasRoom(2 * SIZE)).isTrue();
    end.run();
  }

  @Test
  void body_thatIsEvictedWhileItIsSent_takesMemoryAgain() {
    BodyCache cache = cache(100 * SIZE);
    FetchedBytes body = body();
    cache.put(HASH, body);
    Runnable end = body.use();

    cache.resize(0);

    assertThat(memory.hasRoom(2 * SIZE)).isFalse();
    end.run();
    assertThat(memory.hasRoom(2 * SIZE)).isTrue();
  }

  @Test
  void cache_whileMoreIsUnderWayThanFits_keepsNothingNew() {
    BodyCache cache = cache(100 * SIZE);
    Runnable first = body().use();
    Runnable second = body().use();
    Runnable third = body().use();

    cache.put(HASH, body());

    assertThat(memory.isExceeded()).isTrue();
    assertThat(cache.bytes(HASH)).isEmpty();
    first.run();
    second.run();
    third.run();
    cache.put(HASH, body());
    assertThat(cache.bytes(HASH)).isPresent();
  }
}
