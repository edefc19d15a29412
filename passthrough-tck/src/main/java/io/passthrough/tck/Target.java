package io.passthrough.tck;

import java.util.Objects;

/**
 * What the cases run against: a provider together with one backend. An emulator is not the service
 * that it stands for, so each has a target, and a report, of its own.
 *
 * @param provider the provider's name, such as {@code s3}
 * @param backend what stands behind it, such as {@code MinIO} or {@code ext4}
 * @param backendVersion the backend's version, or {@code -} when it has none
 */
public record Target(String provider, String backend, String backendVersion) {

  /**
   * Checks that nothing is missing.
   *
   * @param provider the provider's name
   * @param backend what stands behind it
   * @param backendVersion the backend's version
   */
  public Target {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(backendVersion, "backendVersion");
  }

  /** Returns provider, backend and version in one line. */
  @Override
  public String toString() {
    return provider + " on " + backend + (backendVersion.equals("-") ? "" : " " + backendVersion);
  }
}
