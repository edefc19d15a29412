package io.passthrough.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MavenWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run passthrough prune --dry-run once with --force | run mvn passthrough:prune"
            + " -Dpassthrough.dryRun once with -Dpassthrough.prune.force",
        "name one with --via, or under publish.verify | name one with -Dpassthrough.via, or under"
            + " publish.verify",
        "activate that one; --force activates whatever is current | activate that one;"
            + " -Dpassthrough.force activates whatever is current",
        "write it as --header 'A: b' | write it as -Dpassthrough.header 'A: b'",
        "see what 'passthrough doctor' says | see what 'passthrough doctor' says",
      })
  void step_ofTheEngine_namesGoalsAndProperties(String engine, String maven) {
    assertThat(MavenWords.of(engine)).isEqualTo(maven);
  }
}
