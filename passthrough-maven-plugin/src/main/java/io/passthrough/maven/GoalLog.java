package io.passthrough.maven;

import io.passthrough.core.PipelineListener;
import io.passthrough.core.build.Build;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.text.Sizes;
import java.util.List;
import org.apache.maven.plugin.logging.Log;

/** Writes to the build's log: figures, and what should be known. */
final class GoalLog {

  private final Log log;

  GoalLog(Log log) {
    this.log = log;
  }

  /** Writes a text that may have several lines. */
  void info(String text) {
    text.lines().forEach(log::info);
  }

  void error(String text) {
    text.lines().forEach(log::error);
  }

  void warn(List<String> warnings) {
    warnings.forEach(warning -> log.warn(MavenWords.of(warning)));
  }

  /** Says where files were found, and by what they are fingerprinted. */
  void published(Build build, PublishResult result) {
    build.layouts().forEach(log::info);
    result.summary().forEach(log::info);
    warn(result.warnings());
  }

  /** Returns a listener that says what begins; warnings come with the result. */
  PipelineListener beginnings() {
    return event -> {
      if (event instanceof PipelineListener.Started started) {
        info(
            "Publishing "
                + Sizes.count(started.assets())
                + " files, "
                + Sizes.bytes(started.bytes()));
      } else if (event instanceof PipelineListener.VerifyStarted started) {
        info(
            "Verifying "
                + Sizes.count(started.assets())
                + " files through "
                + started.urls()
                + " URLs");
      }
    };
  }

  /** Returns a listener that writes warnings as they come. */
  PipelineListener warnings() {
    return event -> {
      if (event instanceof PipelineListener.Warned warned) {
        warn(List.of(warned.message()));
      }
    };
  }
}
