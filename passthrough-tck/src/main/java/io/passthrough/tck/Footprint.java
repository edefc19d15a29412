package io.passthrough.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this process holds: its open file descriptors, where the platform tells, its threads, and
 * the files in its folder for temporary files.
 *
 * @param descriptors how many are open, if that can be known
 * @param threads those that are alive
 * @param files how many files there are of each name, but for digits and random parts
 */
record Footprint(Optional<Long> descriptors, Set<Thread> threads, Map<String, Long> files) {

  /** A list of the process's own descriptors, on Linux and on macOS. */
  private static final List<Path> OPEN = List.of(Path.of("/proc/self/fd"), Path.of("/dev/fd"));

  private static final long PAUSE_MILLIS = 20;

  /** Which part of the calls may be missed. */
  private static final int SLACK = 10;

  static Footprint take() {
    Optional<Long> descriptors =
        OPEN.stream().filter(Files::isDirectory).findFirst().flatMap(Footprint::count);
    Map<String, Long> files =
        names(Path.of(System.getProperty("java.io.tmpdir")))
            .collect(Collectors.groupingBy(Footprint::kind, Collectors.counting()));
    return new Footprint(descriptors, Set.copyOf(Thread.getAllStackTraces().keySet()), files);
  }

  private static Optional<Long> count(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return Optional.of(entries.count());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Stream<String> names(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(file -> file.getFileName().toString()).toList().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  /** Files that are made alike have names that begin alike and end alike. */
  private static String kind(String name) {
    return name.replaceAll("[0-9a-fA-F-]{6,}|[0-9]+", "#");
  }

  /**
   * Fails when something has grown by about as much as the calls that were made since, and stays
   * so. Some of what was there before may have ended meanwhile.
   */
  void grewLessThan(int calls, String after, Duration patience) throws InterruptedException {
    int limit = calls - calls / SLACK;
    long end = System.nanoTime() + patience.toNanos();
    Map<String, Long> grown = grown(take());
    while (grown.values().stream().anyMatch(more -> more >= limit) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      grown = grown(take());
    }
    grown.forEach(
        (what, more) ->
            Expect.holds(
                more < limit,
                what + " " + after,
                "fewer than one for each of " + calls + " calls",
                more + " more"));
  }

  private Map<String, Long> grown(Footprint now) {
    Map<String, Long> grown = new TreeMap<>();
    if (descriptors.isPresent() && now.descriptors.isPresent()) {
      grown.put("the open files and connections", now.descriptors.get() - descriptors.get());
    }
    grown.put("the threads", now.threads.stream().filter(it -> !threads.contains(it)).count());
    now.files.forEach(
        (name, count) ->
            grown.put(
                "the temporary files named '" + name + "'", count - files.getOrDefault(name, 0L)));
    return grown;
  }
}
