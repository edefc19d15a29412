package io.passthrough.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table of the broken stores in the documents: which case names each fault, and which other
 * cases see it because what they show rests on what is broken. Written by hand or, when asked, from
 * what was seen; what it says must be so.
 */
final class MutantTable {

  static final Path FILE = Path.of("..", "docs", "tck-mutants.md");

  private static final String HEAD =
      """
      # The kit's broken stores

      Stores with one fault each prove the kit. Each fault is named by its case. The cases that see it too are those whose own subject rests on what is broken:
      a case that looks at an object first puts it, and reads it. *Perhaps* stands where time limits let chance decide. Every other case of the required tier passes,
      races left out, where chance always decides.
      Each build compares a twelfth of the cases, and leaves out the stores on the wire, where time limits decide; `-Dpassthrough.tck.wholeMatrix=true`
      compares all, and `-Dpassthrough.tck.seed=N` draws another sixth. To write the table anew, from what was seen:

      ```
      ./mvnw -pl passthrough-tck -am test -Dtest=MutantMatrixTest -Dsurefire.failIfNoSpecifiedTests=false -Dpassthrough.tck.writeTable=true
      ```

      | fault | named by | seen by |
      | --- | --- | --- |
      """;

  private static final Pattern ROW = Pattern.compile("(?m)^\\| (.+) \\| `(.+)` \\| (.*)\\|$");
  private static final Pattern CASE = Pattern.compile("(perhaps )?`([^`]+)`");

  private final Map<String, Overlap> rows;

  /**
   * The other cases that see a fault.
   *
   * @param certain those that always fail
   * @param possible those that may fail
   */
  record Overlap(Set<String> certain, Set<String> possible) {

    static Overlap of(String cell) {
      Overlap overlap = new Overlap(new TreeSet<>(), new TreeSet<>());
      for (Matcher seen = CASE.matcher(cell); seen.find(); ) {
        Set<String> ids = seen.group(1) == null ? overlap.certain : overlap.possible;
        ids.add(seen.group(2));
      }
      return overlap;
    }

    Overlap with(Set<String> seen) {
      Set<String> others = new TreeSet<>(seen);
      others.removeAll(possible);
      return new Overlap(others, possible);
    }

    String cell() {
      String may = possible.stream().map("perhaps `%s` "::formatted).collect(Collectors.joining());
      return certain.stream().map("`%s` "::formatted).collect(Collectors.joining()) + may;
    }
  }

  private MutantTable(Map<String, Overlap> rows) {
    this.rows = rows;
  }

  static MutantTable read() {
    Map<String, Overlap> rows = new LinkedHashMap<>();
    for (Matcher row = ROW.matcher(text()); row.find(); ) {
      rows.put(name(row.group(2), row.group(1)), Overlap.of(row.group(3)));
    }
    return new MutantTable(rows);
  }

  private static String text() {
    try {
      return Files.exists(FILE) ? Files.readString(FILE) : "";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String name(String caseId, String fault) {
    return caseId + ": " + fault;
  }

  Set<String> names() {
    return rows.keySet();
  }

  Overlap of(Mutant mutant) {
    return rows.getOrDefault(mutant.toString(), Overlap.of(""));
  }

  /** Writes the table from what was seen, but keeps what was said to be chance. */
  void write(List<Mutant> mutants, Map<String, Set<String>> seen) throws IOException {
    String table =
        mutants.stream()
            .map(mutant -> row(mutant, of(mutant).with(seen.get(mutant.toString()))))
            .collect(Collectors.joining("", HEAD, ""));
    Files.writeString(FILE, table);
  }

  private static String row(Mutant mutant, Overlap overlap) {
    return "| %s | `%s` | %s|\n".formatted(mutant.fault(), mutant.caseId(), overlap.cell());
  }
}
