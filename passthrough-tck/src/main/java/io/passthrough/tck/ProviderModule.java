package io.passthrough.tck;

import io.passthrough.api.AssetProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A provider as a module: what declares one, or a jar, which is an automatic one. Its libraries
 * stay on the class path, but for those that a declaration requires.
 *
 * @param name the module's name
 * @param path where it and what it requires lie
 */
record ProviderModule(String name, List<Path> path) {

  static ProviderModule of(Class<?> provider, List<Path> others, Path folder) throws IOException {
    Path place = artifact(place(provider), folder);
    ModuleDescriptor module = module(place).orElseThrow().descriptor();
    Map<String, Path> places = new HashMap<>();
    for (Path other : others) {
      module(other).ifPresent(found -> places.putIfAbsent(found.descriptor().name(), other));
    }
    Set<Path> path = new LinkedHashSet<>(List.of(place, place(AssetProvider.class)));
    Deque<ModuleDescriptor> open = new ArrayDeque<>(List.of(module));
    while (!open.isEmpty()) {
      for (Requires required : open.remove().requires()) {
        Path next = places.get(required.name());
        if (next != null && path.add(next)) {
          module(next).ifPresent(found -> open.add(found.descriptor()));
        }
      }
    }
    return new ProviderModule(module.name(), List.copyOf(path));
  }

  static Path place(Class<?> type) {
    try {
      URI location = type.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(location);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Where is " + type.getName() + "?", e);
    }
  }

  private static Optional<ModuleReference> module(Path place) {
    try {
      return ModuleFinder.of(place).findAll().stream().findFirst();
    } catch (FindException e) {
      return Optional.empty();
    }
  }

  /** A folder of classes that declares no module is one as soon as it is a jar. */
  private static Path artifact(Path place, Path folder) throws IOException {
    if (!Files.isDirectory(place) || Files.exists(place.resolve("module-info.class"))) {
      return place;
    }
    Path jar = folder.resolve("provider.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = place.relativize(file).toString();
        zip.putNextEntry(new ZipEntry(name.replace(file.getFileSystem().getSeparator(), "/")));
        Files.copy(file, zip);
      }
    }
    return jar;
  }
}
