package io.passthrough.core.publish;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import java.util.Optional;

/**
 * What is current after an activation or rollback.
 *
 * @param release the release that is current now
 * @param environment the environment
 * @param previous the release that was current before, or empty for a new environment
 * @param sequence the number of the activation that counts
 */
public record ActivationResult(
    ReleaseName release,
    EnvironmentName environment,
    Optional<ReleaseName> previous,
    long sequence) {}
