package io.passthrough.azure;

import io.passthrough.api.AssetStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A store some of whose blobs somebody holds a lease on, until the store is closed. */
final class LeasedBlobs {

  private final AssetStore store;
  private final Runnable release;

  private LeasedBlobs(AssetStore store, Runnable release) {
    this.store = store;
    this.release = release;
  }

  static AssetStore under(AssetStore store, Runnable release) {
    LeasedBlobs blobs = new LeasedBlobs(store, release);
    return (AssetStore)
        Proxy.newProxyInstance(
            LeasedBlobs.class.getClassLoader(),
            new Class<?>[] {AssetStore.class},
            (proxy, method, arguments) -> blobs.call(method, arguments));
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    } finally {
      if (method.getName().equals("close")) {
        release.run();
      }
    }
  }
}
