/**
 * What a training run talks to, in the place of a bucket. Entry point: {@link
 * io.passthrough.cli.training.LoopbackBucket}.
 */
@NullMarked
package io.passthrough.cli.training;

import org.jspecify.annotations.NullMarked;
