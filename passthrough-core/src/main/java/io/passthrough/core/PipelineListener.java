package io.passthrough.core;

import io.passthrough.api.AssetKey;

/** Told what happens; called from several threads. */
public interface PipelineListener {

  /** A listener that does nothing. */
  PipelineListener NONE = event -> {};

  /**
   * Takes an event. Must not throw or block for long.
   *
   * @param event what happened
   */
  void on(Event event);

  /** What happens in a run. */
  sealed interface Event {}

  /**
   * Some of a build has been read and hashed.
   *
   * @param bytes the bytes that have been read until now; never fewer than an event before told
   * @param total the bytes of all its files
   */
  record Hashed(long bytes, long total) implements Event {}

  /**
   * A publish knows what it has to do.
   *
   * @param assets how many assets the release has
   * @param bytes their size
   */
  record Started(int assets, long bytes) implements Event {}

  /**
   * An asset was put.
   *
   * @param key the asset's key
   * @param bytes its size
   */
  record Uploaded(AssetKey key, long bytes) implements Event {}

  /**
   * An asset was there already.
   *
   * @param key the asset's key
   * @param bytes its size
   */
  record Skipped(AssetKey key, long bytes) implements Event {}

  /**
   * Something that a user should know.
   *
   * @param message one sentence
   */
  record Warned(String message) implements Event {}

  /**
   * A verification knows what it has to do.
   *
   * @param assets how many assets are asked for, counted once for each base URL
   * @param urls through how many base URLs
   */
  record VerifyStarted(int assets, int urls) implements Event {}

  /**
   * A check of a verification was made for the first time.
   *
   * @param isAsset whether it was for an asset
   */
  record Verified(boolean isAsset) implements Event {}
}
