package io.passthrough.tck;

import java.io.IOException;

/** A way to put objects into the backend that does not use the provider, as another tool would. */
public interface NativePlanting {

  /**
   * Puts an object behind the provider's back, without headers or metadata of its own; one that is
   * there is replaced.
   *
   * @param namespace the namespace that {@link Harness#open} was called with
   * @param name the object's name below the namespace, which need not be a key; one that ends in
   *     {@code /} is a folder marker: an empty folder, or an empty object of that name
   * @param bytes the object's bytes
   * @throws IOException when the backend refuses
   */
  void plant(String namespace, String name, byte[] bytes) throws IOException;

  /**
   * Takes away an object that was planted: the kit calls it when a case has ended. Without it, what
   * has no legal key stays, and the report names it.
   *
   * @param namespace the namespace that the object was planted in
   * @param name the object's name below the namespace; it may be gone already
   * @return whether it is gone
   * @throws IOException when the backend refuses
   */
  default boolean remove(String namespace, String name) throws IOException {
    return false;
  }
}
