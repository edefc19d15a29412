package io.passthrough.core.record;

/**
 * What a guard kept a prune from deleting.
 *
 * @param reason why, one sentence without a full stop
 * @param releases how many releases would have ended
 * @param bytes the size of what would have been deleted
 */
public record Backlog(String reason, int releases, long bytes) {}
