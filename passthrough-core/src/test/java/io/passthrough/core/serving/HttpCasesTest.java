package io.passthrough.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.core.config.PublishConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cases of RFC 9110 for the files of a root. */
@TestInstance(Lifecycle.PER_CLASS)
final class HttpCasesTest {

  private static final Field BR = new Field("Accept-Encoding", "br");

  private AssetService service;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    Site site = Site.hostile(folder);
    service =
        AssetService.open(Config.of(site.root(), "/"), PublishConfig.DEFAULT, Optional.empty());
  }

  @AfterAll
  void close() {
    service.close();
  }

  static Stream<List<String>> rows() {
    return Corpus.rows("http-cases.tsv", 7);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void request_ofACase_isAnsweredAsTheRfcSays(List<String> row) {
    String target = row.get(2);
    Field[] fields = Corpus.fields(filledIn(row.get(3), target)).toArray(Field[]::new);

    Answer answer = Answer.to(service, row.get(1), target, fields);

    assertThat(answer.status()).isIn(Corpus.statuses(row.get(4)));
    assertThat(answer.value("Content-Range").orElse("")).contains(row.get(5));
    assertThat(answer.value("Content-Encoding").orElse("")).contains(row.get(6));
  }

  private String filledIn(String fields, String target) {
    String etag = Answer.get(service, target).value("ETag").orElse("\"none\"");
    String coded = Answer.get(service, target, BR).value("ETag").orElse("\"none\"");
    return fields
        .replace("{E}", etag)
        .replace("{E-br}", coded)
        .replace("{e-unquoted}", etag.substring(1, etag.length() - 1));
  }
}
