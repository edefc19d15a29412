package io.passthrough.maven;

import io.passthrough.core.deploy.DeployResult;
import io.passthrough.core.verify.VerifyResult;
import org.apache.maven.plugin.MojoFailureException;

/** Why a build fails although nothing was thrown: a result that is not what was wanted. */
final class Outcome {

  /** Where the failures are that a log leaves out. */
  static final String MORE = "'passthrough verify --json' has all";

  private Outcome() {}

  static MojoFailureException notVerified(VerifyResult result) {
    int failures = result.failures().size();
    return new MojoFailureException(
        "Release "
            + result.release()
            + " is not verified: "
            + failures
            + (failures == 1 ? " failure" : " failures")
            + "\nNext: look at the causes above; once they are mended: mvn passthrough:verify"
            + " -Dpassthrough.release="
            + result.release());
  }

  static MojoFailureException notDeployed(DeployResult result) {
    return result
        .verified()
        .map(Outcome::notVerified)
        .orElseGet(() -> new MojoFailureException("The release is not deployed"));
  }
}
