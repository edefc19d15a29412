package io.passthrough.cli;

import io.passthrough.core.PipelineListener;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far a publish is: a bar on a terminal, a few plain lines elsewhere. */
final class Progress implements PipelineListener, AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final long UNIT = 1_000;

  private final Terminal terminal;
  private @Nullable ProgressBar bar;
  private long total;
  private long done;
  private long said;

  private Progress(Terminal terminal) {
    this.terminal = terminal;
  }

  static Progress on(Terminal terminal) {
    return new Progress(terminal);
  }

  @Override
  public synchronized void on(Event event) {
    if (event instanceof Started started) {
      start(started);
    } else if (event instanceof Uploaded uploaded) {
      add(uploaded.bytes());
    } else if (event instanceof Skipped skipped) {
      add(skipped.bytes());
    }
  }

  private void start(Started started) {
    total = started.bytes();
    said = System.nanoTime();
    if (terminal.width().isPresent()) {
      bar = bar(terminal.width().get());
    } else {
      String files = Sizes.count(started.assets());
      terminal.err().println("Publishing " + files + " files, " + Sizes.bytes(total));
    }
  }

  private ProgressBar bar(int width) {
    return new ProgressBarBuilder()
        .setTaskName("Publishing")
        .setInitialMax(total)
        .setUnit(" KB", UNIT)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), width))
        .build();
  }

  private void add(long bytes) {
    done += bytes;
    if (bar != null) {
      bar.stepTo(done);
      return;
    }
    long now = System.nanoTime();
    if (now - said >= EVERY.toNanos()) {
      said = now;
      terminal.err().println("  " + Sizes.share(done, total) + ", " + Sizes.bytes(done));
    }
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
