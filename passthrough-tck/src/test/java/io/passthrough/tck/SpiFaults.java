package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Capability;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class SpiFaults {

  private SpiFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("spi.capability-honest", "expected a refusal with CONDITION_FAILED, but was success")
            .put("what is declared does not work", (store, put) -> put.always().to(store)),
        by("spi.capability-honest", "capabilities() the second time: expected")
            .store("capabilities change", Fickle::new),
        by(
                "spi.capability-honest-undeclared",
                "delete ['a.js']: expected success, but was UNSUPPORTED")
            .store("without the capability nothing can be deleted", CannotDelete::new));
  }

  private static final class Fickle extends Forwarding {
    private boolean asked;

    Fickle(AssetStore store) {
      super(store);
    }

    @Override
    public Set<Capability> capabilities() {
      Set<Capability> all = super.capabilities();
      Set<Capability> now = asked ? EnumSet.of(Capability.CREATE_IF_ABSENT) : all;
      asked = true;
      return now;
    }
  }

  private static final class CannotDelete extends Forwarding {
    CannotDelete(AssetStore store) {
      super(store);
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
      throw Altered.failure(Kind.UNSUPPORTED, "delete");
    }
  }
}
