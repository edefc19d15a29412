package io.passthrough.core.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of libraries on a class path: Spring Boot keeps it in an index, {@code - "BOOT-INF/lib/
 * ui.jar"} in each line; without one it is that of the archive.
 */
final class ClassPathOrder {

  private static final int LONGEST_INDEX = 1 << 20;

  private final Map<String, Integer> places = new HashMap<>();

  private ClassPathOrder() {}

  /** Reads the index for a folder of libraries, if there is one. */
  static ClassPathOrder of(List<Archive.Entry> entries, String libraries) throws IOException {
    ClassPathOrder order = new ClassPathOrder();
    String index = ArchiveLayout.classPathIndex(libraries);
    for (Archive.Entry entry : entries) {
      if (entry.path().equals(index)) {
        order.read(entry);
      }
    }
    return order;
  }

  private void read(Archive.Entry index) throws IOException {
    try (InputStream in = index.open()) {
      String text = new String(in.readNBytes(LONGEST_INDEX), StandardCharsets.UTF_8);
      text.lines()
          .map(line -> line.replaceAll("^[-\\s]*\"?|\"?\\s*$", ""))
          .forEach(name -> places.putIfAbsent(name, places.size()));
    }
  }

  /** Sorts libraries; those that the index lacks come last, in the order of the archive. */
  List<Archive.Entry> sorted(List<Archive.Entry> libraries) {
    List<Archive.Entry> sorted = new ArrayList<>(libraries);
    sorted.sort(
        (a, b) ->
            Integer.compare(
                places.getOrDefault(a.path(), Integer.MAX_VALUE),
                places.getOrDefault(b.path(), Integer.MAX_VALUE)));
    return sorted;
  }
}
