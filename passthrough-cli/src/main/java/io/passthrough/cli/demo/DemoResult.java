package io.passthrough.cli.demo;

import io.passthrough.core.publish.PublishResult;
import java.nio.file.Path;

/**
 * What the same rollout was like with fallback and without, counted from responses.
 *
 * @param bundler whose builds were shown
 * @param users how many users there were
 * @param second what publishing release 2 cost
 * @param with the run with fallback
 * @param without the run without fallback
 * @param picture the page that shows both
 */
public record DemoResult(
    Bundler bundler, int users, PublishResult second, Tally with, Tally without, Path picture) {}
