package io.passthrough.cli;

/**
 * A TCP port.
 *
 * @param number 0 to 65,535; 0 picks one
 */
record Port(int number) {}
