package io.passthrough.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetStore;
import io.passthrough.api.Capability;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.tck.CaseResult.Outcome;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CorrectStoresTest {

  private static final TckOptions EVERYTHING =
      new TckOptions(EnumSet.allOf(Tier.class), List.of(), 1, "*");

  @Test
  void kit_referenceStore_passesEveryTier() {
    Harness everyPart = new FolderBackend(new FolderProvider());

    TckReport report = new TckRunner(everyPart, EVERYTHING).runAll();

    assertThat(report.problems()).isEmpty();
    assertThat(report.with(Outcome.NOT_VERIFIED)).isEmpty();
    assertThat(report.with(Outcome.NOT_SELECTED))
        .extracting(CaseResult::caseId)
        .containsExactly("spi.capability-honest-undeclared");
  }

  @Test
  void kit_storeWithTinyAndEmptyPages_passes() {
    assertThat(run(TinyPages::new).problems()).isEmpty();
  }

  @Test
  void kit_storeWithoutCapabilities_passesTheCasesForIt() {
    TckReport report = run(Plain::new);

    assertThat(report.problems()).isEmpty();
    assertThat(report.with(Outcome.PASSED))
        .extracting(CaseResult::caseId)
        .contains("spi.capability-honest-undeclared")
        .doesNotContain("cas.create", "list.after-write");
  }

  private static TckReport run(UnaryOperator<AssetStore> wrapping) {
    return new TckRunner(new MemoryBackend(wrapping), EVERYTHING).runAll();
  }

  /** Gives two entries at most, and an empty page after each. */
  private static final class TinyPages extends Forwarding {
    private static final String PAUSE = "pause ";

    TinyPages(AssetStore store) {
      super(store);
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      Optional<String> pause = after.map(Cursor::token).filter(token -> token.startsWith(PAUSE));
      if (pause.isPresent()) {
        String inner = pause.get().substring(PAUSE.length());
        return new Page(List.of(), Optional.of(new Cursor(inner)), 0);
      }
      Page page = super.list(prefix, after, Math.min(2, limit));
      return new Page(
          page.entries(),
          page.next().map(next -> new Cursor(PAUSE + next.token())),
          page.skipped());
    }
  }

  /** Declares nothing. */
  private static final class Plain extends Forwarding {
    Plain(AssetStore store) {
      super(store);
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }
  }
}
