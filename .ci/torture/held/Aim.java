package held;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** One call of this process, which waits until somebody outside says that it may go on. */
final class Aim {

  private static final long HOLDS_AT_MOST_MILLIS = 60_000;
  private static final long LOOKS_EVERY_MILLIS = 10;

  private final Path folder;
  private final String call;
  private final Pattern pattern;
  private final boolean arrives;
  private int left;

  private Aim(Path folder, List<String> lines) {
    this.folder = folder;
    this.call = lines.get(0);
    this.pattern = Pattern.compile(lines.get(1));
    this.left = Integer.parseInt(lines.get(2));
    this.arrives = Boolean.parseBoolean(lines.get(3));
  }

  /** Reads the call, the pattern of its key or prefix, the how many-th it is, and when it waits. */
  static Aim read(Path folder) {
    try {
      return new Aim(folder, Files.readAllLines(folder.resolve("aim")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether this call is the one that waits. */
  synchronized boolean takes(String what, Collection<String> names) {
    return what.equals(call)
        && names.stream().anyMatch(name -> pattern.matcher(name).find())
        && --left == 0;
  }

  /** Returns whether it waits when it has taken effect. */
  boolean arrives() {
    return arrives;
  }

  void hold() {
    try {
      Files.createFile(folder.resolve("reached"));
      long end = System.currentTimeMillis() + HOLDS_AT_MOST_MILLIS;
      while (!Files.exists(folder.resolve("released")) && System.currentTimeMillis() < end) {
        Thread.sleep(LOOKS_EVERY_MILLIS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
