package io.passthrough.core.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of real builds, and what is known of each. */
public final class NamesCorpus {

  private static final String FOLDER = "names/";
  private static final int FIELDS = 6;

  /** What is true of a name. */
  public enum Truth {
    /** It holds a hash of the content. */
    HASH,
    /** It holds none. */
    PLAIN,
    /** It holds a hash of something else. */
    PATHS,
    /** It is named after a hashed file. */
    COMPANION
  }

  /**
   * One file.
   *
   * @param path under the build's root
   * @param content stands for the bytes: the same text, the same bytes
   * @param truth what is true of its name
   * @param note more about it
   */
  public record Row(String path, String content, Truth truth, String note) {

    /** Returns whether nobody can tell by eye. */
    public boolean looksRandom() {
      return note.startsWith("looks random");
    }
  }

  /**
   * One release of one build.
   *
   * @param build the build
   * @param name the release
   * @param rows its files
   */
  public record Release(String build, String name, List<Row> rows) {

    /** Writes the files into a folder. */
    public void write(Path folder) {
      for (Row row : rows) {
        String manifest = FOLDER + "manifests/" + build + "/" + name + "/" + row.path();
        try (InputStream real = NamesCorpus.class.getResourceAsStream(manifest)) {
          Path file = folder.resolve(row.path());
          Files.createDirectories(file.getParent());
          Files.write(
              file,
              real == null ? row.content().getBytes(StandardCharsets.UTF_8) : real.readAllBytes());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private NamesCorpus() {}

  /** Reads the releases of all builds, those of one build in their order. */
  public static List<Release> releases() {
    Map<String, Release> releases = new LinkedHashMap<>();
    for (String line : lines()) {
      String[] field = line.split("\t", FIELDS);
      Truth truth = Truth.valueOf(field[4].toUpperCase(java.util.Locale.ROOT));
      releases
          .computeIfAbsent(
              field[0] + " " + field[1], it -> new Release(field[0], field[1], new ArrayList<>()))
          .rows()
          .add(new Row(field[2], field[3], truth, field[5]));
    }
    return List.copyOf(releases.values());
  }

  private static List<String> lines() {
    try (InputStream in = NamesCorpus.class.getResourceAsStream(FOLDER + "names.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
