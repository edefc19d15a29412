package io.passthrough.api;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any failure of a store. The message says what failed, on what and why, the key last and in
 * quotes: {@code Cannot put: another object is already there, 'js/app.js' in s3://web/shop}. It
 * holds no secret and no signed URL. The vendor's exception is the cause.
 */
public final class AssetStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What a caller can act on. */
  public enum Kind {
    /** No object has the key. */
    NOT_FOUND,
    /** An object with the key was there before a conditional put. */
    CONDITION_FAILED,
    /** The credentials are wrong, or lack a right. */
    ACCESS_DENIED,
    /** The call or the configuration does not fit; repeating it will not help. */
    INVALID,
    /** The store cannot do this. */
    UNSUPPORTED,
    /** The store asks for fewer calls; later it may work. */
    THROTTLED,
    /** The store, its container or the way to it is broken, or a time limit has passed. */
    UNAVAILABLE,
    /** A put may have been applied or not; reading the object tells. */
    OUTCOME_UNKNOWN
  }

  /** The kind. */
  private final Kind kind;

  /** The operation. */
  private final String operation;

  /** The store's name. */
  private final String store;

  /** The key's text, when there is one. */
  private final @Nullable String key;

  /** Whether the same call may work later. */
  private final boolean retryable;

  private AssetStoreException(Builder builder, String message) {
    super(message, builder.cause);
    this.kind = builder.kind;
    this.operation = builder.operation;
    this.store = builder.store;
    this.key = builder.key == null ? null : builder.key.value();
    this.retryable = builder.retryable;
  }

  /**
   * Starts an exception. THROTTLED and UNAVAILABLE are retryable unless told otherwise.
   *
   * @param kind what a caller can act on
   * @param operation the verb: {@code open, stat, read, put, list, delete, inspect}
   * @param store the store's name for people, such as {@code s3://web/shop}
   * @return a builder
   */
  public static Builder of(Kind kind, String operation, String store) {
    return new Builder(kind, operation, store);
  }

  /**
   * Returns what a caller can act on.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns the verb that failed.
   *
   * @return such as {@code put}
   */
  public String operation() {
    return operation;
  }

  /**
   * Returns the store's name for people.
   *
   * @return such as {@code s3://web/shop}
   */
  public String store() {
    return store;
  }

  /**
   * Returns the key that the call was about.
   *
   * @return the key, or empty when the call was about none or many
   */
  public Optional<AssetKey> key() {
    return Optional.ofNullable(key).map(AssetKey::of);
  }

  /**
   * Returns whether the same call may work later.
   *
   * @return true for a failure that passes
   */
  public boolean retryable() {
    return retryable;
  }

  /**
   * Returns whether the store is out of reach for now, and nothing is said about the object.
   *
   * @return true for UNAVAILABLE and THROTTLED
   */
  public boolean isOutage() {
    return kind == Kind.UNAVAILABLE || kind == Kind.THROTTLED;
  }

  /** Collects what an exception says. Not thread-safe. */
  public static final class Builder {
    private final Kind kind;
    private final String operation;
    private final String store;
    private @Nullable AssetKey key;
    private @Nullable Throwable cause;
    private boolean retryable;

    private Builder(Kind kind, String operation, String store) {
      this.kind = Objects.requireNonNull(kind, "kind");
      this.operation = Objects.requireNonNull(operation, "operation");
      this.store = Objects.requireNonNull(store, "store");
      this.retryable = kind == Kind.THROTTLED || kind == Kind.UNAVAILABLE;
    }

    /**
     * Sets the key that the call was about.
     *
     * @param value the key
     * @return this builder
     */
    public Builder key(AssetKey value) {
      this.key = value;
      return this;
    }

    /**
     * Sets the vendor's exception.
     *
     * @param value the cause
     * @return this builder
     */
    public Builder cause(@Nullable Throwable value) {
      this.cause = value;
      return this;
    }

    /**
     * Sets whether the same call may work later.
     *
     * @param value true for a failure that passes
     * @return this builder
     */
    public Builder retryable(boolean value) {
      this.retryable = value;
      return this;
    }

    /**
     * Makes the exception.
     *
     * @param reason why, without a full stop, a secret or a signed URL
     * @return the exception
     */
    public AssetStoreException because(String reason) {
      String place = key == null ? store : "'" + key + "' in " + store;
      String joint = key == null ? " in " : ", ";
      return new AssetStoreException(this, "Cannot " + operation + ": " + reason + joint + place);
    }
  }
}
