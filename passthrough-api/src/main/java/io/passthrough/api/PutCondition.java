package io.passthrough.api;

/** When a put may take effect. */
public enum PutCondition {
  /** In any case; what was there is replaced as a whole. */
  ALWAYS,
  /** Only when no object has the key; needs {@link Capability#CREATE_IF_ABSENT}. */
  IF_ABSENT
}
