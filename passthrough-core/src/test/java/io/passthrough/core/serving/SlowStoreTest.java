package io.passthrough.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose bodies come slowly, and less memory than all of them need. */
final class SlowStoreTest {

  private static final Duration SILENCE = Duration.ofSeconds(1);
  private static final int SIZE = 1_500_000;

  private final TroubledStore store = new TroubledStore();

  /** Takes longer for a body than the store may be silent, but is never silent for so long. */
  private static final class Trickle extends FilterInputStream {

    Trickle(InputStream body) {
      super(body);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      LockSupport.parkNanos(SILENCE.toNanos() / 15);
      return super.read(buffer, offset, length);
    }
  }

  @Test
  void bodies_thatWaitForMemoryLongerThanAStoreMayBeSilent_areServed(@TempDir Path folder)
      throws IOException {
    Site first = Site.release(folder.resolve("one"), "one");
    for (int i = 0; i < 4; i++) {
      first.write("static/film" + i + ".0a1b2c3d.bin", new byte[SIZE]);
    }
    Rollout.publish(store, first, "one");
    Site second = Site.release(folder.resolve("two"), "two");
    store.tamper(Trickle::new);

    try (AssetService service =
        Gateways.cramped(Config.of(second.root(), "/static/"), store, SILENCE)) {
      Stream<Reply> replies =
          IntStream.range(0, 4)
              .mapToObj(i -> "/static/film" + i + ".0a1b2c3d.bin")
              .map(target -> service.answer(new Request("GET", target, List.of())))
              .toList()
              .stream();

      assertThat(replies.map(Answer::of))
          .allSatisfy(answer -> assertThat(answer.body()).hasSize(SIZE));
    }
  }
}
