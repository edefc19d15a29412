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

/** Requests that must get nothing but public files, whatever they try. */
@TestInstance(Lifecycle.PER_CLASS)
final class HostileRequestsTest {

  private Path folder = Path.of("/");
  private AssetService service;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Site site = Site.hostile(folder);
    service =
        AssetService.open(Config.of(site.root(), "/"), PublishConfig.DEFAULT, Optional.empty());
  }

  @AfterAll
  void close() {
    service.close();
  }

  static Stream<List<String>> rows() {
    return Corpus.rows("hostile.tsv", 5);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void hostileRequest_anyTrick_getsOnlyWhatIsPublic(List<String> row) {
    Field[] fields = Corpus.fields(row.get(2)).toArray(Field[]::new);

    Answer answer = Answer.to(service, row.get(0), Corpus.text(row.get(1)), fields);

    assertThat(answer.status()).isIn(Corpus.statuses(row.get(3)));
    assertThat(answer.text()).doesNotContain("SECRET-MARKER", "root:x:", folder.toString());
    assertThat(Answer.get(service, "/index.html").status()).isEqualTo(200);
    assertThat(Answer.get(service, "/assets/app.0a1b2c3d.js").text()).isEqualTo(Site.APP);
  }
}
