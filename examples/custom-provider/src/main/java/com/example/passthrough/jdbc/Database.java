package com.example.passthrough.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.ServiceLoader;

/** The connections of one store, and its statements. Thread-safe. */
final class Database implements AutoCloseable {

  /** A call that uses one connection, and no longer than it needs. */
  interface Call<T> {
    T run(Transaction transaction) throws SQLException;
  }

  private final HikariDataSource pool;
  private final String table;
  private final int seconds;

  private Database(HikariDataSource pool, JdbcOptions options) {
    this.pool = pool;
    this.table = options.table();
    this.seconds = Math.toIntExact(Math.min(options.limits().call().toSeconds(), 86_400));
  }

  /** Connects once, so that what is wrong shows now. */
  static Database open(JdbcOptions options) throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setDriverClassName(driver(options).getClass().getName());
    config.setJdbcUrl(options.url());
    options.login().user().ifPresent(config::setUsername);
    options.login().password().ifPresent(config::setPassword);
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setMaximumPoolSize(options.limits().connections());
    config.setMinimumIdle(0);
    config.setConnectionTimeout(options.limits().call().toMillis());
    config.setPoolName("passthrough-jdbc");
    try {
      return new Database(new HikariDataSource(config), options);
    } catch (PoolInitializationException e) {
      throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e);
    }
  }

  /**
   * Finds the driver beside this class. {@link java.sql.DriverManager} looks where the application
   * is, and a provider may be loaded by a class loader of its own.
   */
  private static Driver driver(JdbcOptions options) throws SQLException {
    for (Driver driver : ServiceLoader.load(Driver.class, Database.class.getClassLoader())) {
      if (driver.acceptsURL(options.url())) {
        return driver;
      }
    }
    throw options.invalid("no driver takes the option 'url': add the driver's jar");
  }

  /** Runs a call in a transaction, which is undone unless the call commits it. */
  <T> T in(Call<T> call) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      try {
        return call.run(new Transaction(connection));
      } catch (SQLException | RuntimeException e) {
        evictIfBroken(connection);
        throw e;
      }
    }
  }

  /** Else the pool hands a connection that was just used out again without a look at it. */
  private void evictIfBroken(Connection connection) throws SQLException {
    if (!connection.isValid(1)) {
      pool.evictConnection(connection);
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  /** One connection, taken from the pool for a call. */
  final class Transaction {

    private final Connection connection;

    private Transaction(Connection connection) {
      this.connection = connection;
    }

    /** Prepares a statement, in which a {@code $} stands for the table. */
    PreparedStatement prepare(String sql, Object... values) throws SQLException {
      PreparedStatement statement = connection.prepareStatement(sql.replace("$", table));
      try {
        statement.setQueryTimeout(seconds);
        for (int i = 0; i < values.length; i++) {
          statement.setObject(
              i + 1, values[i] instanceof Optional<?> o ? o.orElse(null) : values[i]);
        }
        return statement;
      } catch (SQLException e) {
        statement.close();
        throw e;
      }
    }

    int update(String sql, Object... values) throws SQLException {
      try (PreparedStatement statement = prepare(sql, values)) {
        return statement.executeUpdate();
      }
    }

    void commit() throws SQLException {
      connection.commit();
    }

    void rollback() throws SQLException {
      connection.rollback();
    }
  }
}
