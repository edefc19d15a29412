package io.passthrough.tck;

import java.io.IOException;
import java.nio.file.Path;

/** Puts symbolic links into a container behind the provider's back. */
@FunctionalInterface
public interface LinkPlanting {

  /**
   * Puts a link to a place outside of the container.
   *
   * @param namespace the namespace that {@link Harness#open} was called with
   * @param name the link's name below the namespace
   * @param target an existing file or folder
   * @throws IOException when the backend refuses
   */
  void plant(String namespace, String name, Path target) throws IOException;
}
