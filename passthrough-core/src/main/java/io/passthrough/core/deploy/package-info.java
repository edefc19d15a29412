/**
 * A deployment, step by step: publish, verify, activate, prune. {@link
 * io.passthrough.core.deploy.Deployment} takes the steps; {@link
 * io.passthrough.core.deploy.DeployListener} is told of each.
 */
@NullMarked
package io.passthrough.core.deploy;

import org.jspecify.annotations.NullMarked;
