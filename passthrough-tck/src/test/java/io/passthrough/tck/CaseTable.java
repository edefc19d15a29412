package io.passthrough.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of the cases in the documents, made of the cases. */
final class CaseTable {

  private static final String HEAD =
      """
      # The kit's cases

      Made from the cases themselves; a test compares. To write it anew:

      ```
      ./mvnw -pl passthrough-tck -am test -Dtest=TckCasesTest -Dsurefire.failIfNoSpecifiedTests=false -Dpassthrough.tck.writeTable=true
      ```

      %d cases. A rule is one of [the contract](contract.md). What a case *needs* is a capability that the store declares, or does not,
      or a part that the harness offers; where it is not there, the report says so. Every case is proven by a broken store that it catches.

      | case | rules | tier | needs | shows |
      | --- | --- | --- | --- | --- |
      """;

  private CaseTable() {}

  static void writeIfAsked(Path file) throws IOException {
    if (Boolean.getBoolean("passthrough.tck.writeTable")) {
      Files.writeString(file, text());
    }
  }

  static String text() {
    return TckCases.all().stream()
        .map(CaseTable::row)
        .collect(Collectors.joining("", HEAD.formatted(TckCases.COUNT), ""));
  }

  private static String row(TckCase tckCase) {
    return "| `%s` | %s | %s | %s | %s |%n"
        .formatted(
            tckCase.id(),
            String.join(", ", tckCase.rules()),
            tckCase.tier().name().toLowerCase(Locale.ROOT),
            needs(tckCase),
            tckCase.shows().replace("|", "\\|"))
        .replace(System.lineSeparator(), "\n");
  }

  private static String needs(TckCase tckCase) {
    return Stream.of(
            tckCase.present().stream().sorted().map(c -> "`" + c + "`"),
            tckCase.absent().stream().sorted().map(c -> "no `" + c + "`"),
            tckCase.options().stream().sorted().map(HarnessOption::toString))
        .flatMap(needs -> needs)
        .collect(Collectors.joining(", "));
  }
}
