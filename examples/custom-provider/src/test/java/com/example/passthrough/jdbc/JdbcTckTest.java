package com.example.passthrough.jdbc;

import io.passthrough.api.Access;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import io.passthrough.tck.AssetProviderTck;
import io.passthrough.tck.Harness;
import io.passthrough.tck.NativeAccess;
import io.passthrough.tck.SecondProcess;
import io.passthrough.tck.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.h2.engine.Constants;

/** The kit's cases on a database server that is started for them. */
class JdbcTckTest extends AssetProviderTck {

  @Override
  protected Harness harness() throws SQLException {
    return new ServerHarness(H2Server.start());
  }

  private record ServerHarness(H2Server server) implements Harness, NativeAccess {

    private static final String DATABASE = "kit";

    @Override
    public Target target() {
      return new Target("jdbc", "H2", Constants.VERSION);
    }

    @Override
    public AssetStore open(String namespace) {
      return new JdbcProvider().open(config(namespace));
    }

    private StoreConfig config(String namespace) {
      return server.config(DATABASE, namespace, Access.WRITE);
    }

    @Override
    public Optional<SecondProcess> secondProcess() {
      return Optional.of(new SecondProcess(JdbcProvider.class, this::config, List.of()));
    }

    @Override
    public Optional<Supplier<AssetStore>> missingContainer() {
      return Optional.of(() -> openWith("url", server.url("lost") + ";IFEXISTS=TRUE"));
    }

    @Override
    public Optional<Supplier<AssetStore>> badCredentials() {
      return Optional.of(() -> openWith("password", "cherry-pie"));
    }

    private AssetStore openWith(String option, String value) {
      open("").close();
      Map<String, String> options = new HashMap<>(server.options(DATABASE));
      options.put(option, value);
      return new JdbcProvider().open(new StoreConfig(options, "", Access.WRITE));
    }

    /** Somebody else's transaction holds the rows. */
    @Override
    public Optional<BiFunction<String, Set<AssetKey>, AssetStore>> undeletable() {
      return Optional.of(
          (namespace, keys) -> {
            try {
              return LockedRows.under(open(namespace), lock(namespace, keys));
            } catch (SQLException e) {
              throw new IllegalStateException("Cannot lock rows", e);
            }
          });
    }

    private Connection lock(String namespace, Set<AssetKey> keys) throws SQLException {
      Connection connection = server.connect(DATABASE);
      connection.setAutoCommit(false);
      String sql = "select version from passthrough_assets where name = ? for update";
      for (AssetKey key : keys) {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
          select.setBytes(1, new Names(namespace).of(key));
          select.executeQuery();
        }
      }
      return connection;
    }

    @Override
    public Optional<NativeAccess> nativeAccess() {
      return Optional.of(this);
    }

    @Override
    public void plant(String namespace, String name, byte[] bytes) throws IOException {
      String sql =
          "merge into passthrough_assets (name, version, body, content_type, cache_control,"
              + " content_encoding, metadata) key (name) values (?, ?, ?, null, null, null, '')";
      try (Connection connection = server.connect(DATABASE);
          PreparedStatement merge = connection.prepareStatement(sql)) {
        merge.setBytes(1, new Names(namespace).first(name));
        merge.setString(2, UUID.randomUUID().toString());
        merge.setBytes(3, bytes);
        merge.executeUpdate();
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    @Override
    public boolean remove(String namespace, String name) throws IOException {
      String sql = "delete from passthrough_assets where name = ?";
      try (Connection connection = server.connect(DATABASE);
          PreparedStatement delete = connection.prepareStatement(sql)) {
        delete.setBytes(1, new Names(namespace).first(name));
        delete.executeUpdate();
        return true;
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    @Override
    public Optional<byte[]> bytes(String namespace, String name) throws IOException {
      String sql = "select body from passthrough_assets where name = ?";
      try (Connection connection = server.connect(DATABASE);
          PreparedStatement select = connection.prepareStatement(sql)) {
        select.setBytes(1, new Names(namespace).first(name));
        try (ResultSet row = select.executeQuery()) {
          return row.next() ? Optional.of(row.getBytes("body")) : Optional.empty();
        }
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    @Override
    public List<String> names(String namespace) throws IOException {
      Names names = new Names(namespace);
      String sql = "select name from passthrough_assets where name >= ? and name < ?";
      List<String> found = new ArrayList<>();
      try (Connection connection = server.connect(DATABASE);
          PreparedStatement select = connection.prepareStatement(sql)) {
        select.setBytes(1, names.first(""));
        select.setBytes(2, names.end(""));
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            String name = new String(row.getBytes("name"), StandardCharsets.UTF_8);
            found.add(name.substring(namespace.length() + 1));
          }
        }
        return found;
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
