package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.publish.Builds;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.PinName;
import io.passthrough.core.record.PlanName;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.store.MemoryStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a simulation knows of its store: which releases are READY, and what each of them needs. */
final class SimulatedWorld {

  private final MemoryStore memory;
  private final RecordStore records;
  private final Map<String, Map<AssetKey, Sha256>> needed = new HashMap<>();
  private final Set<OutcomeName> ready = new HashSet<>();
  private final Set<OutcomeName> dropped = new HashSet<>();
  private final Map<ActivationName, Activation> activations = new HashMap<>();
  private final Set<PinName> pins = new HashSet<>();

  SimulatedWorld(MemoryStore memory, Clock clock) {
    this.memory = memory;
    this.records = new RecordStore(memory, clock);
  }

  /** Takes note of what a release needs. */
  void release(String name, Map<String, String> files, String page) {
    Map<AssetKey, Sha256> keys = new HashMap<>();
    files.forEach((key, text) -> keys.put(AssetKey.of(key), Sha256.of(Builds.bytes(text))));
    Sha256 sha256 = Sha256.of(Builds.bytes(page));
    keys.put(StoreLayout.file(sha256), sha256);
    needed.put(name, keys);
  }

  /** Takes note of a record that was put. */
  void put(AssetKey key) {
    Optional<RecordName<?>> name = RecordName.parse(key);
    if (name.isPresent() && name.get() instanceof OutcomeName outcome) {
      if (records.read(outcome).isReady()) {
        ready.add(outcome);
      }
    } else if (name.isPresent() && name.get() instanceof ActivationName activation) {
      activations.put(activation, records.read(activation));
    } else if (name.isPresent() && name.get() instanceof PinName pin) {
      pins.add(pin);
    } else if (key.value().startsWith(StoreLayout.PLANS) && key.value().endsWith("/plan.json")) {
      dropped.addAll(records.read(new PlanName(key.value().split("/")[2])).drops());
    }
  }

  /** Returns what is wrong: releases that are READY, current or pinned, and lack an object. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (OutcomeName outcome : ready) {
      if (!dropped.contains(outcome) && isThere(outcome)) {
        faults.addAll(lacking(outcome.release().value(), "READY"));
      }
    }
    current().ifPresent(release -> faults.addAll(lacking(release, "current")));
    for (PinName pin : pins) {
      if (ready.contains(pin.outcome()) && isThere(pin)) {
        faults.addAll(lacking(pin.release().value(), "pinned"));
      }
    }
    return faults;
  }

  Optional<String> current() {
    return activations.entrySet().stream()
        .filter(it -> ready.contains(outcome(it.getValue())))
        .max(Comparator.comparingLong(it -> it.getKey().number()))
        .map(Map.Entry::getValue)
        .filter(it -> !it.isEnd())
        .map(it -> it.release().value());
  }

  private static OutcomeName outcome(Activation activation) {
    return new OutcomeName(activation.release(), activation.attempt());
  }

  private boolean isThere(RecordName<?> name) {
    return memory.stat(name.key()).isPresent();
  }

  private List<String> lacking(String release, String state) {
    List<String> lacking = new ArrayList<>();
    needed
        .getOrDefault(release, Map.of())
        .forEach(
            (key, sha256) -> {
              boolean isRight =
                  memory
                      .stat(key)
                      .flatMap(info -> StoreLayout.sha256(info.headers()))
                      .filter(sha256::equals)
                      .isPresent();
              if (!isRight) {
                lacking.add("'" + release + "' is " + state + " and lacks '" + key + "'");
              }
            });
    return lacking;
  }
}
