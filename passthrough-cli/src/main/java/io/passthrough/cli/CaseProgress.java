package io.passthrough.cli;

import io.passthrough.cli.probe.Probe;
import io.passthrough.tck.CaseResult;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far a probe is: a bar on a terminal, a few plain lines elsewhere. */
final class CaseProgress implements Probe.Listener, AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Terminal terminal;
  private @Nullable ProgressBar bar;
  private int cases;
  private int done;
  private long said;

  CaseProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void started(int count) {
    cases = count;
    said = System.nanoTime();
    terminal.width().ifPresent(width -> bar = bar(width));
    if (bar == null) {
      terminal.err().println("Running " + cases + " cases");
    }
  }

  private ProgressBar bar(int width) {
    return new ProgressBarBuilder()
        .setTaskName("Probing")
        .setInitialMax(cases)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), width))
        .build();
  }

  @Override
  public void ended(CaseResult result) {
    done++;
    if (bar != null) {
      bar.stepTo(done);
    } else if (System.nanoTime() - said >= EVERY.toNanos()) {
      said = System.nanoTime();
      terminal.err().println("  " + done + " of " + cases);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
