package io.passthrough.core.retention;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.ActivationLog;
import io.passthrough.core.record.Pin;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * What retention is decided by: the records at one moment.
 *
 * @param releases every release with a manifest
 * @param logs the activations that count, by environment
 * @param pins the releases that are pinned, and by what
 * @param leased the releases that gateways serve, and in which environments
 */
public record History(
    Collection<ReleaseState> releases,
    Map<EnvironmentName, ActivationLog> logs,
    Map<ReleaseName, Pin> pins,
    Map<ReleaseName, Set<EnvironmentName>> leased) {}
