package io.passthrough.tck;

import io.passthrough.tck.loading.LoadingMain;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process told that loaded the provider.
 *
 * @param facts what it said, in order
 * @param errors what it and its virtual machine wrote beside, line by line
 */
record Loaded(List<Fact> facts, List<String> errors) {

  private static final Pattern CLASS = Pattern.compile(".*\\] ([^\\s]+) source: (.*)");

  /** One thing said. */
  record Fact(String kind, String text) {}

  /** A class, and where it came from. */
  record LoadedClass(String name, String source) {}

  static Loaded read(Path said, Path errors) throws IOException {
    List<Fact> facts = new ArrayList<>();
    List<String> lines = Files.readAllLines(errors);
    try (DataInputStream in = new DataInputStream(Files.newInputStream(said))) {
      for (String kind = in.readUTF(); !kind.equals(LoadingMain.END); kind = in.readUTF()) {
        facts.add(new Fact(kind, in.readUTF()));
      }
    } catch (EOFException e) {
      String end = String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
      throw new IllegalStateException("The process that loads the provider broke: " + end, e);
    }
    return new Loaded(facts, lines);
  }

  List<String> texts(String kind) {
    return facts.stream().filter(fact -> fact.kind().equals(kind)).map(Fact::text).toList();
  }

  /** Returns the classes that were loaded between two others. */
  List<LoadedClass> classesBetween(String first, String last) {
    List<LoadedClass> all =
        errors.stream()
            .map(CLASS::matcher)
            .filter(Matcher::matches)
            .map(line -> new LoadedClass(line.group(1), line.group(2)))
            .toList();
    List<String> names = all.stream().map(LoadedClass::name).toList();
    if (!names.contains(first) || !names.contains(last)) {
      throw new IllegalStateException("This Java does not tell which classes it loads");
    }
    return all.subList(names.indexOf(first) + 1, names.indexOf(last));
  }
}
