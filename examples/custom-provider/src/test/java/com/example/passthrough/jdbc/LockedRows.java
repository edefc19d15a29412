package com.example.passthrough.jdbc;

import io.passthrough.api.AssetStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

/** A store some of whose rows another transaction holds, until the store is closed. */
final class LockedRows {

  private final AssetStore store;
  private final Connection lock;

  private LockedRows(AssetStore store, Connection lock) {
    this.store = store;
    this.lock = lock;
  }

  static AssetStore under(AssetStore store, Connection lock) {
    LockedRows rows = new LockedRows(store, lock);
    return (AssetStore)
        Proxy.newProxyInstance(
            LockedRows.class.getClassLoader(),
            new Class<?>[] {AssetStore.class},
            (proxy, method, arguments) -> rows.call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      if (method.getName().equals("close")) {
        unlock();
      }
    }
  }

  private void unlock() throws SQLException {
    lock.rollback();
    lock.close();
  }
}
