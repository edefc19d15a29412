package io.passthrough.core.deploy;

import io.passthrough.api.manifest.ReleaseName;

/**
 * Why steps are left out, in the words of the front end, which alone knows what its settings and
 * commands are called. Without full stops.
 */
public interface DeployWords {

  /**
   * Says that no URL is named to verify through.
   *
   * @return why the verification is left out, and where a URL would be named
   */
  String noUrl();

  /**
   * Says that the release is not to be activated.
   *
   * @param release what was published
   * @return why, and how to activate it later
   */
  String notActivated(ReleaseName release);

  /**
   * Says that nothing is to be pruned.
   *
   * @return why
   */
  String notPruned();
}
