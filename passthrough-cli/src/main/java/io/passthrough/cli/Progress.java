package io.passthrough.cli;

import io.passthrough.core.PipelineListener;
import io.passthrough.core.text.Sizes;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a publish or a verification is: on a terminal a bar for what is read, one for what
 * is put and one for what is asked for, elsewhere a few plain lines.
 */
final class Progress implements PipelineListener, AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final long UNIT = 1_000;

  private final Terminal terminal;
  private @Nullable ProgressBar bar;
  private long total;
  private long done;
  private long said;
  private boolean isCount;

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
    } else if (event instanceof VerifyStarted started) {
      start(started);
    } else if (event instanceof Verified verified && verified.isAsset()) {
      add(1);
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
    String files = Sizes.count(started.assets());
    begin(started.bytes(), "Publishing " + files + " files, " + Sizes.bytes(started.bytes()));
    bar = bar("Publishing", total);
  }

  private void start(VerifyStarted started) {
    String files = Sizes.count(started.assets());
    begin(started.assets(), "Verifying " + files + " files through " + started.urls() + " URLs");
    isCount = true;
    bar = terminal.width().map(width -> builder("Verifying", total, width).build()).orElse(null);
  }

  private void begin(long all, String line) {
    close();
    total = all;
    done = 0;
    isCount = false;
    said = System.nanoTime();
    if (terminal.width().isEmpty()) {
      terminal.err().println(line);
    }
  }

  private @Nullable ProgressBar bar(String task, long max) {
    return terminal
        .width()
        .map(width -> builder(task, max, width).setUnit(" KB", UNIT).build())
        .orElse(null);
  }

  private ProgressBarBuilder builder(String task, long max, int width) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(max)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), width));
  }

  private void add(long some) {
    done += some;
    if (bar != null) {
      bar.stepTo(done);
      return;
    }
    long now = System.nanoTime();
    if (now - said >= EVERY.toNanos()) {
      said = now;
      String amount = isCount ? Sizes.count(done) + " files" : Sizes.bytes(done);
      terminal.err().println("  " + Sizes.share(done, total) + ", " + amount);
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
