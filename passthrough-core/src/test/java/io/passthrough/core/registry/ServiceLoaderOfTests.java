package io.passthrough.core.registry;

import io.passthrough.api.AssetProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;

/**
 * A class path of its own that lists providers: it defines the classes of the test again, as those
 * of a module are no services of a class path.
 */
final class ServiceLoaderOfTests extends URLClassLoader {

  private static final String SERVICES = "META-INF/services/" + AssetProvider.class.getName();

  private boolean broken;

  ServiceLoaderOfTests(Path... folders) throws IOException {
    super(new URL[0], ServiceLoaderOfTests.class.getClassLoader());
    for (Path folder : folders) {
      addURL(folder.toUri().toURL());
    }
  }

  static Path list(Path folder, String... services) throws IOException {
    Path file = folder.resolve(SERVICES);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(services));
    return folder;
  }

  void breakListing() {
    broken = true;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    if (broken) {
      throw new IOException("the class path is gone");
    }
    return findResources(name);
  }

  @Override
  public Class<?> loadClass(String name) throws ClassNotFoundException {
    if (!name.startsWith(ProvidersTest.class.getName())) {
      return super.loadClass(name);
    }
    Class<?> loaded = findLoadedClass(name);
    return loaded == null ? defined(name) : loaded;
  }

  private Class<?> defined(String name) {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
