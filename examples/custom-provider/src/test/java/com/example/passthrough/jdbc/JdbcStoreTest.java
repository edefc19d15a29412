package com.example.passthrough.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.Access;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.Version;
import io.passthrough.core.store.AssetStores;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcStoreTest {

  private static final AssetKey KEY = AssetKey.of("js/app.js");
  private static final AssetHeaders SCRIPT = AssetHeaders.of("text/javascript");

  private static final Content HELLO = Content.of("hello".getBytes(UTF_8));

  private H2Server server;

  @BeforeEach
  void start() throws SQLException {
    server = H2Server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void open_forReading_makesNoTable() throws SQLException {
    server.connect("shop").close();

    try (AssetStore store = server.open("shop", "", Access.READ)) {
      assertThatThrownBy(() -> store.stat(KEY))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
          .hasMessageContaining("\"PASSTHROUGH_ASSETS\" not found")
          .hasMessageEndingWith("'js/app.js' in " + store);
    }
  }

  @Test
  void read_oneConnectionAndManyReaders_noneWaitsForAnother() throws IOException {
    Map<String, String> options = new HashMap<>(server.options("shop"));
    options.put("connections", "1");
    byte[] bytes = new byte[3 * Reading.PIECE_BYTES + 1];
    Arrays.fill(bytes, (byte) 7);

    try (AssetStore store = new JdbcProvider().open(new StoreConfig(options, "", Access.WRITE))) {
      store.put(KEY, Content.of(bytes), SCRIPT, PutCondition.IF_ABSENT);

      try (AssetReader one = store.read(KEY, ByteRange.ALL);
          AssetReader other = store.read(KEY, ByteRange.from(1))) {
        assertThat(one.body().readNBytes(1)).containsExactly(7);
        assertThat(other.body().readAllBytes()).hasSize(bytes.length - 1);
        assertThat(one.body().readAllBytes()).hasSize(bytes.length - 1);
      }
    }
  }

  @Test
  void read_replacedMeanwhile_throwsAndNeverMixes() throws IOException {
    try (AssetStore store = server.open("shop", "", Access.WRITE)) {
      Content large = Content.of(new byte[Reading.PIECE_BYTES + 1]);
      store.put(KEY, large, SCRIPT, PutCondition.ALWAYS);

      try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
        store.put(KEY, large, SCRIPT, PutCondition.ALWAYS);

        assertThat(reader.body().readNBytes(Reading.PIECE_BYTES)).hasSize(Reading.PIECE_BYTES);
        assertThatThrownBy(() -> reader.body().read())
            .isInstanceOf(IOException.class)
            .hasMessageContaining("replaced or deleted meanwhile");
      }
    }
  }

  @Test
  void put_answerToTheCommitLost_isUnknown() {
    try (AssetStore store = openLosingCommits()) {
      assertThatThrownBy(() -> store.put(KEY, HELLO, SCRIPT, PutCondition.IF_ABSENT))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN))
          .hasMessageContaining("the database says 'the line is broken', SQLSTATE 08006");
    }
  }

  @Test
  void put_answerToTheCommitLost_isSettledByCore() {
    try (AssetStore store = AssetStores.guarded(openLosingCommits())) {
      Version version = store.put(KEY, HELLO, SCRIPT, PutCondition.IF_ABSENT);

      assertThat(store.stat(KEY).orElseThrow().version()).isEqualTo(version);
    }
  }

  /** The table is there before: the first commit to be lost is that of a put. */
  private AssetStore openLosingCommits() {
    server.open("shop", "", Access.WRITE).close();
    Map<String, String> options = new HashMap<>(server.options("shop"));
    options.replace("url", server.url("shop").replace("jdbc:h2:", "jdbc:lost:"));
    return new JdbcProvider().open(new StoreConfig(options, "", Access.WRITE));
  }

  @Test
  void list_prefixOfAnotherApplication_isNotSeen() {
    try (AssetStore shop = server.open("shop", "shop", Access.WRITE);
        AssetStore shopping = server.open("shop", "shopping", Access.WRITE)) {
      shopping.put(KEY, HELLO, SCRIPT, PutCondition.ALWAYS);

      assertThat(shop.list("", Optional.empty(), 10).entries()).isEmpty();
      assertThat(shop.stat(KEY)).isEmpty();
    }
  }

  @Test
  void open_unknownDatabase_namesTheOption() {
    StoreConfig config = new StoreConfig(Map.of("url", "jdbc:acme:x"), "", Access.READ);

    assertThatThrownBy(() -> new JdbcProvider().open(config))
        .hasMessage(
            "Cannot open: no driver takes the option 'url': add the driver's jar in"
                + " jdbc:acme:x/passthrough_assets");
  }

  @Test
  void open_tableThatIsAStatement_isRefused() {
    Map<String, String> options = Map.of("url", "jdbc:h2:mem:x", "table", "a; drop table b");

    assertThatThrownBy(() -> new JdbcProvider().open(new StoreConfig(options, "", Access.READ)))
        .hasMessageContaining("the option 'table' is no name of a table: 'a; drop table b'");
  }

  @Test
  void name_ofAStore_hasNoSecret() {
    Map<String, String> options =
        Map.of("url", "jdbc:acme://me:pw1@db/x;PASSWORD=pw2", "user", "me", "password", "pw3");

    JdbcOptions read = JdbcOptions.of(new StoreConfig(options, "shop", Access.READ));

    assertThat(read).hasToString("jdbc:acme://db/x/passthrough_assets/shop");
    assertThat(read.login().toString()).doesNotContain("pw3");
  }
}
