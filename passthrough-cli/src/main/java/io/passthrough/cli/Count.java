package io.passthrough.cli;

/**
 * A number of things on a command line.
 *
 * @param value the number, 0 or more
 */
record Count(int value) {}
