package io.passthrough.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version of the jar. */
final class ProductVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = ProductVersion.class.getPackage().getImplementationVersion();
    return new String[] {"passthrough " + Optional.ofNullable(version).orElse("development")};
  }
}
