package io.passthrough.core.registry;

import io.passthrough.api.AssetProvider;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The providers that lie in folders. An entry of such a folder is a jar that needs no other, or a
 * folder of jars that belong together. Each entry has a class loader of its own above the engine's,
 * so that none sees another's libraries and a broken one hides no other.
 *
 * <p>Folders are read once in a process, as every loader keeps its jars open; {@link Providers}
 * looks for providers more often.
 */
final class ProviderFolders {

  private static final String SERVICES = "META-INF/services/" + AssetProvider.class.getName();
  private static final Map<String, ProviderFolders> READ = new ConcurrentHashMap<>();

  private final Map<Path, ClassLoader> loaders = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  private ProviderFolders() {}

  /**
   * Reads folders, or recalls what they held before.
   *
   * @param folders paths, separated as in a class path; empty for none
   */
  static ProviderFolders of(String folders) {
    return READ.computeIfAbsent(folders, ProviderFolders::read);
  }

  /** Returns what loads the classes of each entry. */
  Map<Path, ClassLoader> loaders() {
    return loaders;
  }

  /** Returns what is wrong with entries that nothing can be loaded from, one sentence each. */
  List<String> faults() {
    return faults;
  }

  private static ProviderFolders read(String folders) {
    ProviderFolders read = new ProviderFolders();
    for (String folder : folders.split(File.pathSeparator, -1)) {
      if (!folder.isEmpty()) {
        read.addAll(Path.of(folder).toAbsolutePath().normalize());
      }
    }
    return read;
  }

  private void addAll(Path folder) {
    if (!Files.isDirectory(folder)) {
      faults.add("there is no folder '" + folder + "'");
      return;
    }
    try {
      for (Path entry : children(folder)) {
        add(entry);
      }
    } catch (IOException e) {
      faults.add("cannot read '" + folder + "' (" + e + ")");
    }
  }

  private void add(Path entry) throws IOException {
    List<Path> jars = Files.isDirectory(entry) ? children(entry) : List.of(entry);
    jars = jars.stream().filter(ProviderFolders::isJar).filter(this::isReadable).toList();
    if (jars.isEmpty()) {
      return;
    }
    URLClassLoader loader = loader(jars);
    if (loader.findResource(SERVICES) == null) {
      faults.add("no jar in '" + entry + "' has a " + SERVICES);
    }
    loaders.put(entry, loader);
  }

  /** A class loader passes over a jar that it cannot read, and its classes are merely not there. */
  private boolean isReadable(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.size() > 0;
    } catch (IOException e) {
      faults.add("cannot read '" + jar + "' (" + e.getMessage() + ")");
      return false;
    }
  }

  private static URLClassLoader loader(List<Path> jars) throws MalformedURLException {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars.get(i).toUri().toURL();
    }
    return new URLClassLoader(urls, ProviderFolders.class.getClassLoader());
  }

  private static boolean isJar(Path file) {
    return file.toString().endsWith(".jar") && Files.isRegularFile(file);
  }

  /** Returns the children in the order of their names, so that every run finds the same. */
  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
