/**
 * The goals of a Maven build: {@link io.passthrough.maven.PublishMojo}, {@link
 * io.passthrough.maven.DeployMojo}, {@link io.passthrough.maven.VerifyMojo} and {@link
 * io.passthrough.maven.PruneMojo}.
 */
@NullMarked
package io.passthrough.maven;

import org.jspecify.annotations.NullMarked;
