package com.example.passthrough.jdbc;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.h2.tools.Server;

/**
 * A database server in this process, which others reach over TCP. Its databases are in memory,
 * which all servers of a process share: the port keeps them apart.
 */
final class H2Server implements AutoCloseable {

  private static final String USER = "shop";
  private static final String PASSWORD = "apple-pie";

  private final Server server;

  private H2Server(Server server) {
    this.server = server;
  }

  static H2Server start() throws SQLException {
    return new H2Server(Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start());
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
  }

  /** The URL of a database that stays when nobody is connected. */
  String url(String database) {
    return url(database, server.getPort());
  }

  /** The URL of the same database by way of another port. */
  String url(String database, int port) {
    return "jdbc:h2:tcp://localhost:"
        + port
        + "/mem:"
        + database
        + server.getPort()
        + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=500";
  }

  Map<String, String> options(String database) {
    return Map.of("url", url(database), "user", USER, "password", PASSWORD);
  }

  StoreConfig config(String database, String prefix, Access access) {
    return new StoreConfig(options(database), prefix, access);
  }

  AssetStore open(String database, String prefix, Access access) {
    return new JdbcProvider().open(config(database, prefix, access));
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), USER, PASSWORD);
  }

  List<String> secrets() {
    return List.of(PASSWORD);
  }

  @Override
  public void close() {
    server.stop();
  }
}
