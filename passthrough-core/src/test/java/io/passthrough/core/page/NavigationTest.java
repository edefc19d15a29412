package io.passthrough.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NavigationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/html,application/xhtml+xml | | HTML
          text/html | document | DOCUMENT
          */* | document | DOCUMENT
          | document | DOCUMENT
          text/html | empty | HTML
          text/html | iframe | HTML
          text/html | script | NONE
          text/html | image | NONE
          text/html;q=0 | | NONE
          */* | | NONE
          */* | script | NONE
          | | NONE
          """)
  void of_fields_tellsWhereTheAnswerIsShown(
      String accept, String destination, Navigation expected) {
    assertThat(Navigation.of(accept, destination)).isEqualTo(expected);
  }
}
