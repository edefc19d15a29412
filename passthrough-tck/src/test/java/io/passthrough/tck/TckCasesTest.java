package io.passthrough.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TckCasesTest {

  private static final Path TABLE = Path.of("..", "docs", "tck-cases.md");

  @Test
  void cases_number_isPinned() {
    assertThat(TckCases.all()).hasSize(TckCases.COUNT);
  }

  @Test
  void cases_ids_areUnique() {
    assertThat(TckCases.all()).extracting(TckCase::id).doesNotHaveDuplicates();
  }

  static List<TckCase> all() {
    return TckCases.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void case_data_isWhole(TckCase tckCase) {
    assertThat(tckCase.id()).matches("[a-z]+\\.[a-z0-9-]+").hasSizeLessThan(54);
    assertThat(tckCase.shows()).isNotBlank().doesNotEndWith(".");
    assertThat(tckCase.usualCause()).isNotBlank().doesNotEndWith(".");
    assertThat(tckCase.rules()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void case_rules_areInTheContract(TckCase tckCase) {
    assertThat(tckCase.rules()).allMatch(Contract.get()::has, "a rule of docs/contract.md");
  }

  @Test
  void rule_inTheKit_hasSentenceAndPlace() {
    assertThat(Contract.get().sentence("L3"))
        .startsWith("At most `limit` entries.")
        .endsWith("the last page has no `next`.");
    assertThat(Contract.get().place("K2")).isEqualTo("docs/contract.md#k-keys");
  }

  @Test
  void caseTable_inTheDocs_isUpToDate() throws IOException {
    CaseTable.writeIfAsked(TABLE);

    assertThat(Files.readString(TABLE)).isEqualTo(CaseTable.text());
  }
}
