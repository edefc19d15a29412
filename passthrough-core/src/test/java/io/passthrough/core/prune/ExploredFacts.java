package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.DoneName;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.PinName;
import io.passthrough.core.record.PlanName;
import io.passthrough.core.record.PrunePlan;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.store.MemoryStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the records of an explored store promise, and whether its objects keep it. */
final class ExploredFacts {

  private final Map<String, Map<AssetKey, Sha256>> needed;
  private final boolean countsAlways;
  private final Map<ExploredObject, Object> parsed = new HashMap<>();
  private final Map<StoreContents, Facts> known = new HashMap<>();

  /**
   * What a store promises.
   *
   * @param ready the attempts that are READY and that no plan has ended
   * @param current the release that is current
   * @param pinned the releases that are pinned
   * @param hasOpenPlan whether a plan has not ended
   * @param faults what lacks though it is promised
   */
  record Facts(
      Set<OutcomeName> ready,
      Optional<String> current,
      Set<String> pinned,
      boolean hasOpenPlan,
      List<String> faults) {}

  /**
   * Makes them.
   *
   * @param needed which objects each release needs
   * @param countsAlways whether an activation counts whatever became of its attempt
   */
  ExploredFacts(Map<String, Map<AssetKey, Sha256>> needed, boolean countsAlways) {
    this.needed = needed;
    this.countsAlways = countsAlways;
  }

  Facts of(StoreContents contents) {
    Facts facts = known.get(contents);
    if (facts == null) {
      facts = find(contents);
      known.put(contents, facts);
    }
    return facts;
  }

  /** Returns what a release lacks that is to be whole. */
  List<String> lacking(StoreContents contents, String release, String state) {
    List<String> lacking = new ArrayList<>();
    needed
        .getOrDefault(release, Map.of())
        .forEach(
            (key, sha256) -> {
              boolean isThere =
                  contents
                      .get(key)
                      .flatMap(object -> StoreLayout.sha256(object.info().headers()))
                      .filter(sha256::equals)
                      .isPresent();
              if (!isThere) {
                lacking.add("'" + release + "' is " + state + " and lacks '" + key + "'");
              }
            });
    AssetKey manifest = new ManifestName(ReleaseName.of(release)).key();
    if (contents.get(manifest).isEmpty()) {
      lacking.add("'" + release + "' is " + state + " and lacks '" + manifest + "'");
    }
    return lacking;
  }

  private Facts find(StoreContents contents) {
    Records records = new Records();
    for (ExploredObject object : contents.all()) {
      records.add(parsed.computeIfAbsent(object, ExploredFacts::parse));
    }
    return facts(contents, records);
  }

  private Facts facts(StoreContents contents, Records records) {
    Optional<String> current = current(records.activations, records.ready);
    Set<String> pinned = new HashSet<>();
    records.pins.stream()
        .filter(pin -> records.ready.contains(pin.outcome()))
        .forEach(pin -> pinned.add(pin.release().value()));
    Set<OutcomeName> ready = new HashSet<>(records.ready);
    ready.removeAll(records.dropped);
    List<String> faults = new ArrayList<>();
    current.ifPresent(it -> faults.addAll(lacking(contents, it, "current")));
    pinned.forEach(it -> faults.addAll(lacking(contents, it, "pinned")));
    ready.forEach(it -> faults.addAll(lacking(contents, it.release().value(), "READY")));
    return new Facts(ready, current, pinned, records.plans > 0, faults);
  }

  /** The records of a store that promise something. */
  private static final class Records {
    private final Set<OutcomeName> ready = new HashSet<>();
    private final Set<OutcomeName> dropped = new HashSet<>();
    private final Map<ActivationName, Activation> activations = new HashMap<>();
    private final Set<PinName> pins = new HashSet<>();
    private int plans;

    void add(Object record) {
      if (record instanceof OutcomeName outcome) {
        ready.add(outcome);
      } else if (record instanceof PrunePlan plan) {
        dropped.addAll(plan.drops());
        plans++;
      } else if (record instanceof DoneName) {
        plans--;
      } else if (record instanceof ActivationAt at) {
        activations.put(at.name(), at.activation());
      } else if (record instanceof PinName pin) {
        pins.add(pin);
      }
    }
  }

  private Optional<String> current(
      Map<ActivationName, Activation> activations, Set<OutcomeName> ready) {
    return activations.entrySet().stream()
        .filter(it -> countsAlways || ready.contains(outcome(it.getValue())))
        .max(Comparator.comparingLong(it -> it.getKey().number()))
        .map(Map.Entry::getValue)
        .filter(it -> !it.isEnd())
        .map(it -> it.release().value());
  }

  private static OutcomeName outcome(Activation activation) {
    return new OutcomeName(activation.release(), activation.attempt());
  }

  private record ActivationAt(ActivationName name, Activation activation) {}

  private static Object parse(ExploredObject object) {
    Optional<RecordName<?>> name = RecordName.parse(object.key());
    if (name.isPresent() && name.get() instanceof OutcomeName outcome) {
      Outcome value = records(object).read(outcome);
      return value.isReady() ? outcome : "";
    } else if (name.isPresent() && name.get() instanceof ActivationName activation) {
      return new ActivationAt(activation, records(object).read(activation));
    } else if (name.isPresent() && name.get() instanceof PinName pin) {
      return pin;
    } else if (object.key().value().endsWith("/plan.json")) {
      return records(object).read(new PlanName(object.key().value().split("/")[2]));
    } else if (object.key().value().endsWith("/done.json")) {
      return new DoneName(object.key().value().split("/")[2]);
    }
    return "";
  }

  private static RecordStore records(ExploredObject object) {
    MemoryStore store = new MemoryStore();
    Content content = Content.of(object.bytes());
    store.put(object.key(), content, object.info().headers(), PutCondition.ALWAYS);
    return new RecordStore(store);
  }
}
