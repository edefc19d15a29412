package io.passthrough.cli.doctor;

import io.passthrough.api.Access;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.cli.scratch.Scratch;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.registry.OptionCheck;
import io.passthrough.core.registry.Providers;
import io.passthrough.core.registry.StoreSettings;
import io.passthrough.core.store.AssetStores;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Looks at a configured store step by step, first as a gateway would, then as publish would. */
public final class Doctor {

  private static final String OPEN_READ = "open for reading";
  private static final String OPEN_WRITE = "open for writing";
  private static final String RIGHTS = "rights";

  private final PassthroughConfig configuration;
  private final StoreSettings settings;
  private final AssetKey absent;
  private final Notes notes = new Notes();
  private String name;

  private Doctor(PassthroughConfig configuration, StoreSettings settings) {
    this.configuration = configuration;
    this.settings = settings;
    this.absent = AssetKey.of(Scratch.in(settings).name() + "/doctor");
    this.name = settings.provider();
  }

  /**
   * Looks at a store. What is put there is deleted again.
   *
   * @param configuration says what is to be served from where
   * @param settings the store
   * @return what was found; a failing store is a part of it
   * @throws io.passthrough.core.PassthroughException when the provider or an option does not fit
   * @throws AssetStoreException when a value does not fit
   */
  public static Diagnosis examine(PassthroughConfig configuration, StoreSettings settings) {
    return new Doctor(configuration, settings).run();
  }

  private Diagnosis run() {
    opened(OPEN_READ, Access.READ, this::reading);
    if (notes.fine(OPEN_READ) && !notes.failed(ReadChecks.LIST)) {
      opened(OPEN_WRITE, Access.WRITE, store -> new WriteChecks(store, absent, notes).run());
    } else {
      notes.notChecked(OPEN_WRITE, "what stands above comes first");
    }
    lease();
    refuseUseless();
    return new Diagnosis(settings.provider(), name, rights(), notes.all());
  }

  /** Tries what a gateway does besides reading, unless it is told not to. */
  private void lease() {
    GatewayConfig gateway = configuration.gateway();
    if (gateway.assets().records().lease().isEmpty()) {
      return;
    }
    if (!notes.fine(ReadChecks.LIST)) {
      notes.notChecked(LeaseChecks.LEASE, "what stands above comes first");
      return;
    }
    notes.step(
        LeaseChecks.LEASE,
        () -> {
          try (AssetStore store = AssetStores.openUnprobed(settings)) {
            new LeaseChecks(store, gateway.environment(), notes).run();
          }
        });
  }

  private void refuseUseless() {
    boolean useful =
        Stream.of(ReadChecks.LIST, ReadChecks.MISSING, WriteChecks.PUT).anyMatch(notes::fine);
    if (!useful && !notes.anyBad()) {
      notes.failed(
          RIGHTS,
          "These credentials grant no access",
          "check the credentials, then the rights that they have on the store");
    }
  }

  private void opened(String step, Access access, Consumer<AssetStore> then) {
    try (AssetStore store = AssetStores.open(settings, access)) {
      name = store.toString();
      notes.ok(step, name);
      then.accept(store);
    } catch (AssetStoreException e) {
      if (e.kind() == Kind.INVALID) {
        throw e;
      }
      notes.failure(step, e);
    }
  }

  private void reading(AssetStore store) {
    boolean knowsAsMissing =
        OptionCheck.option(
                Providers.find().require(settings.provider()), ReadChecks.FORBIDDEN_AS_MISSING)
            .isPresent();
    new ReadChecks(store, absent, knowsAsMissing, notes).run();
    if (notes.fine(ReadChecks.LIST)) {
      new ReleaseChecks(store, configuration, notes).run();
      new HeaderChecks(store, configuration, notes).run();
      new UrlChecks(store, configuration, notes).run();
    }
  }

  private Rights rights() {
    boolean gateway =
        notes.fine(ReadChecks.LIST, ReadChecks.MISSING)
            && !notes.limited(ReadChecks.READ)
            && !notes.limited(WriteChecks.READ_BACK);
    boolean lease = gateway && notes.fine(LeaseChecks.LEASE);
    boolean publish = gateway && notes.fine(WriteChecks.PUT, WriteChecks.CREATE);
    boolean prune = publish && notes.fine(WriteChecks.DELETE);
    return new Rights(gateway, lease, publish, prune);
  }
}
