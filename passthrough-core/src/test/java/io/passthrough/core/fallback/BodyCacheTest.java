package io.passthrough.core.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.Version;
import io.passthrough.api.manifest.Sha256;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BodyCacheTest {

  private static final int MEMORY = 100_000;
  private static final AssetKey KEY = AssetKey.of("logo.svg");

  private final AtomicLong now = new AtomicLong();
  private final BodyCache cache =
      new BodyCache(FetchLimits.of(1_000, MEMORY, Duration.ofSeconds(10)), now::get, () -> false);

  private static Sha256 hash(int i) {
    return Sha256.of(new byte[] {(byte) i, (byte) (i >> 8)});
  }

  private static UnrecordedObject found(boolean immutable) {
    AssetHeaders headers = AssetHeaders.of("image/svg+xml");
    AssetInfo info = new AssetInfo(KEY, 1, Instant.EPOCH, new Version("1"), headers);
    return new UnrecordedObject(
        info, immutable, Optional.of(bytes(1)), Optional.empty(), UnrecordedObject.Form.STORED);
  }

  private static FetchedBytes bytes(int size) {
    return new FetchedBytes(ByteBuffer.allocate(size), InFlightBytes.UNLIMITED);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void bodies_beyondTheMemory_makeRoomForOthers() {
    IntStream.range(0, 1_000).forEach(i -> cache.put(hash(i), bytes(1_000)));

    long kept = IntStream.range(0, 1_000).filter(i -> cache.bytes(hash(i)).isPresent()).count();

    assertThat(kept * 1_000).isBetween(1L, (long) MEMORY);
  }

  @Test
  void body_thatIsWantedAgain_outlivesManyThatAreWantedOnce() {
    cache.put(hash(5_000), bytes(1_000));
    IntStream.range(0, 3).forEach(i -> cache.bytes(hash(5_000)));

    IntStream.range(0, 1_000).forEach(i -> cache.put(hash(i), bytes(1_000)));

    assertThat(cache.bytes(hash(5_000))).isPresent();
  }

  @Test
  void mutableObject_afterAWhile_isNotFresh() {
    cache.put(KEY, found(false));

    pass(Duration.ofSeconds(9));
    assertThat(cache.fresh(KEY)).isPresent();
    pass(Duration.ofSeconds(2));
    assertThat(cache.fresh(KEY)).isEmpty();
  }

  @Test
  void mutableObject_afterAnHour_isNotEvenStale() {
    cache.put(KEY, found(false));

    pass(Duration.ofMinutes(59));
    assertThat(cache.stale(KEY)).isPresent();
    pass(Duration.ofMinutes(2));
    assertThat(cache.stale(KEY)).isEmpty();
  }

  @Test
  void immutableObject_afterADay_isFresh() {
    cache.put(KEY, found(true));

    pass(Duration.ofDays(1));

    assertThat(cache.fresh(KEY)).isPresent();
  }

  @Test
  void miss_afterAWhile_isForgotten() {
    cache.putMissing(KEY);

    pass(Duration.ofSeconds(9));
    assertThat(cache.isMissing(KEY)).isTrue();
    pass(Duration.ofSeconds(2));
    assertThat(cache.isMissing(KEY)).isFalse();
  }

  @Test
  void misses_inAFlood_pushNoBodyOut() {
    cache.put(hash(1), bytes(1_000));

    IntStream.range(0, 50_000).forEach(i -> cache.putMissing(AssetKey.of("guess-" + i)));

    assertThat(cache.bytes(hash(1))).isPresent();
  }

  @Test
  void miss_ofAnObjectThatWasThere_endsIt() {
    cache.put(KEY, found(true));

    cache.putMissing(KEY);

    assertThat(cache.fresh(KEY)).isEmpty();
    assertThat(cache.stale(KEY)).isEmpty();
  }
}
