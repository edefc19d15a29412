package io.passthrough.cli.doctor;

/**
 * What these credentials, and this store, are enough for.
 *
 * @param gateway serving from the store
 * @param lease telling prune what a gateway serves
 * @param publish publish, activate and roll back
 * @param prune deleting what is no longer needed
 */
public record Rights(boolean gateway, boolean lease, boolean publish, boolean prune) {}
