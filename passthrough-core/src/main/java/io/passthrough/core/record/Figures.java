package io.passthrough.core.record;

/**
 * What a publish moved.
 *
 * @param assets how many assets the release has
 * @param bytes their size
 * @param uploaded how many assets were put
 * @param uploadedBytes their size
 * @param reloadBytes the bytes that a user of the release which was current loads again
 */
public record Figures(int assets, long bytes, int uploaded, long uploadedBytes, long reloadBytes) {}
