package io.passthrough.spring;

import io.passthrough.core.config.PassthroughConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A root without files, in the place of one that cannot be indexed. */
final class EmptyRoot {

  private EmptyRoot() {}

  /** Returns a configuration whose root is an empty folder of its own. */
  static PassthroughConfig in(PassthroughConfig config) {
    return config.withGateway(config.gateway().withRoot(folder()));
  }

  static Path folder() {
    try {
      Path folder = Files.createTempDirectory("passthrough-root");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a folder for temporary files", e);
    }
  }
}
