package io.passthrough.core.config;

/**
 * What values come from that is no file of its own.
 *
 * @param name what a fault begins with, such as {@code classpath:passthrough.yaml}
 * @param hasLines whether a fault has a line
 */
record ConfigOrigin(String name, boolean hasLines) {

  /** Returns where a fault is, by its line counted from 1. */
  String place(int line) {
    return hasLines ? name + ":" + line : name;
  }
}
