package io.passthrough.tck;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A way to look at the backend's objects that does not use the provider. */
public interface NativeListing {

  /**
   * Reads an object behind the provider's back.
   *
   * @param namespace the namespace that {@link Harness#open} was called with
   * @param name the object's name below the namespace
   * @return its bytes as stored, or empty when there is no such object
   * @throws IOException when the backend refuses
   */
  Optional<byte[]> bytes(String namespace, String name) throws IOException;

  /**
   * Lists what the backend has, whatever the provider shows of it: objects, files or rows, with the
   * provider's own among them, but no folders. What a provider stages or keeps outside the
   * namespace, such as below {@code .passthrough-} at the top of the container, belongs to it too:
   * name whatever is there for the namespace's objects, in a form that no key has, such as {@code
   * ../.passthrough-staging/0a}.
   *
   * @param namespace the namespace that {@link Harness#open} was called with
   * @return the names below the namespace, in any order
   * @throws IOException when the backend refuses
   */
  List<String> names(String namespace) throws IOException;
}
