package io.passthrough.cli;

import io.passthrough.core.PipelineListener;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a publish is: on a terminal a bar for what is read and one for what is put,
 * elsewhere a few plain lines once it is known what is put.
 */
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
    if (event instanceof Hashed hashed) {
      hash(hashed);
    } else if (event instanceof Started started) {
      start(started);
    } else if (event instanceof Uploaded uploaded) {
      add(uploaded.bytes());
    } else if (event instanceof Skipped skipped) {
      add(skipped.bytes());
    }
  }

  private void hash(Hashed hashed) {
    if (bar == null) {
      bar = bar("Reading", hashed.total());
    }
    if (bar != null) {
      bar.stepTo(hashed.bytes());
    }
  }

  private void start(Started started) {
    total = started.bytes();
    said = System.nanoTime();
    close();
    bar = bar("Publishing", total);
    if (bar == null) {
      String files = Sizes.count(started.assets());
      terminal.err().println("Publishing " + files + " files, " + Sizes.bytes(total));
    }
  }

  private @Nullable ProgressBar bar(String task, long max) {
    return terminal.width().map(width -> bar(task, max, width)).orElse(null);
  }

  private ProgressBar bar(String task, long max, int width) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(max)
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
      bar = null;
    }
  }
}
