package io.passthrough.core.prune;

import io.passthrough.core.config.RetentionConfig;

/**
 * By what a prune decides.
 *
 * @param config the policy
 * @param isForced whether the guards by shares are off
 * @param isDryRun whether nothing is deleted
 */
record PruneRules(RetentionConfig config, boolean isForced, boolean isDryRun) {}
