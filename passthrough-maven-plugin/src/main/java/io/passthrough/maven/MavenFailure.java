package io.passthrough.maven;

import io.passthrough.core.Failure;
import io.passthrough.core.PassthroughException.Kind;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * How a build ends that could not do what it was told: a refusal fails it, what could not be read
 * or written is an error.
 *
 * @param failure what happened and what to do
 * @param cause where it happened, which {@code -e} shows
 */
record MavenFailure(Failure failure, Throwable cause) {

  static MavenFailure of(Throwable cause) {
    return new MavenFailure(Failure.of(cause), cause);
  }

  String text() {
    return MavenWords.of(failure.message()) + "\nNext: " + MavenWords.of(failure.next());
  }

  /** Throws it; returns nothing, so that a caller can say that it throws what this returns. */
  MojoExecutionException thrown() throws MojoFailureException {
    if (failure.kind() == Kind.IO) {
      return new MojoExecutionException(text(), cause);
    }
    throw new MojoFailureException(text(), cause);
  }
}
