package com.example.passthrough.jdbc;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import io.passthrough.api.StoreOption.Type;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a store in a table is opened with. Only what the types of the options cannot say is checked.
 *
 * @param url the database
 * @param login who connects
 * @param table the table, which becomes a part of statements
 * @param limits how long and how wide
 * @param place the store's prefix, and what it will be used for
 */
record JdbcOptions(String url, Login login, String table, Limits limits, Place place) {

  static final Set<StoreOption> ALL =
      Set.of(
          StoreOption.required("url", Type.TEXT, "The database, such as jdbc:h2:/srv/assets."),
          StoreOption.optional("user", Type.TEXT, "Who connects; the driver's default."),
          StoreOption.secret("password", "The user's password."),
          StoreOption.optional("table", Type.TEXT, "The table; passthrough_assets."),
          StoreOption.optional("connections", Type.INTEGER, "The most connections at once; 16."),
          StoreOption.optional("call_timeout", Type.DURATION, "The limit of one statement; 30s."));

  private static final Pattern TABLE =
      Pattern.compile("([A-Za-z_]\\w{0,62}\\.)?[A-Za-z_]\\w{0,62}");
  private static final Pattern SECRETS = Pattern.compile("[;?].*$|(?<=//)[^/@]*@");

  /** The driver's default where there is no user. */
  record Login(Optional<String> user, Optional<String> password) {

    /** Shows who, but not the password. */
    @Override
    public String toString() {
      return "Login[user=" + user.orElse("") + "]";
    }
  }

  record Limits(int connections, Duration call) {}

  record Place(String prefix, Access access) {}

  static JdbcOptions of(StoreConfig config) {
    JdbcOptions options =
        new JdbcOptions(
            config.required("url"),
            new Login(config.text("user"), config.text("password")),
            config.text("table").orElse("passthrough_assets"),
            new Limits(
                config.integer("connections", 16),
                config.duration("call_timeout", Duration.ofSeconds(30))),
            new Place(config.prefix(), config.access()));
    options.check();
    return options;
  }

  private void check() {
    if (!url.startsWith("jdbc:")) {
      throw invalid("the option 'url' does not begin with 'jdbc:'");
    }
    if (!TABLE.matcher(table).matches()) {
      throw invalid("the option 'table' is no name of a table: '" + table + "'");
    }
    if (limits.connections() < 1) {
      throw invalid("the option 'connections' must be at least 1");
    }
    if (limits.call().toSeconds() < 1) {
      throw invalid("the option 'call_timeout' must be at least 1s");
    }
  }

  AssetStoreException invalid(String reason) {
    return AssetStoreException.of(Kind.INVALID, "open", storeName()).because(reason);
  }

  /** The store's name for people: parameters and user names of a URL may be secrets. */
  String storeName() {
    String prefix = place.prefix().isEmpty() ? "" : "/" + place.prefix();
    return SECRETS.matcher(url).replaceAll("") + "/" + table + prefix;
  }

  /** Returns the store's name: some of the options are secrets. */
  @Override
  public String toString() {
    return storeName();
  }
}
