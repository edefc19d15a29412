package io.passthrough.tck;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A way to the backend that does not use the provider, to plant, inspect and list objects. */
public interface NativeAccess {

  /**
   * Puts an object behind the provider's back, without headers or metadata of its own; one that is
   * there is replaced.
   *
   * @param namespace the namespace that {@link Harness#open} was called with
   * @param name the object's name below the namespace; one that ends in {@code /} is a folder
   *     marker: an empty folder, or an empty object of that name
   * @param bytes the object's bytes
   * @throws IOException when the backend refuses
   */
  void plant(String namespace, String name, byte[] bytes) throws IOException;

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
   * provider's own among them, but no folders.
   *
   * @param namespace the namespace that {@link Harness#open} was called with
   * @return the names below the namespace, in any order
   * @throws IOException when the backend refuses
   */
  List<String> names(String namespace) throws IOException;
}
