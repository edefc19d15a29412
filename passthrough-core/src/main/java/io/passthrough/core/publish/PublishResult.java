package io.passthrough.core.publish;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import java.time.Duration;
import java.util.List;

/**
 * What a publish did, or would do. Assets are of all kinds, without codings and records; bytes as
 * stored without coding.
 *
 * @param release the release's name
 * @param digest its digest
 * @param assets how many assets it has: uploaded and skipped
 * @param uploaded how many assets were put
 * @param skipped how many were there already
 * @param uploadedBytes the bytes of the assets that were put
 * @param skippedBytes the bytes of the assets that were there already
 * @param reloadBytes the bytes that a user of the current release of {@code default} loads again;
 *     all when none is current
 * @param duration how long it took
 * @param dryRun whether nothing was put
 * @param summary which names of the build are fingerprinted, one line for each folder
 * @param warnings what a user should know, one sentence each
 */
public record PublishResult(
    ReleaseName release,
    Sha256 digest,
    int assets,
    int uploaded,
    int skipped,
    long uploadedBytes,
    long skippedBytes,
    long reloadBytes,
    Duration duration,
    boolean dryRun,
    List<String> summary,
    List<String> warnings) {}
