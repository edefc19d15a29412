package io.passthrough.core.release;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.OutcomeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The order in which releases answer for a mutable key: an environment's current release, then its
 * earlier ones by activation, then the others, the newest READY one first. The order ends at the
 * first release that was not read yet, as what comes after it might hide what it has.
 */
final class MutableOrder {

  private final CatalogRecords records;
  private final List<ReadyRelease> newestFirst;

  MutableOrder(CatalogRecords records, List<ReadyRelease> newestFirst) {
    this.records = records;
    this.newestFirst = newestFirst;
  }

  /** Returns the order of an environment that has no activation. */
  List<ReadyRelease> withoutActivation() {
    return records.isComplete() ? newestFirst : List.of();
  }

  /** Returns the order of every environment that has an activation. */
  Map<EnvironmentName, List<ReadyRelease>> byEnvironment() {
    Map<EnvironmentName, List<ActivationName>> named = new HashMap<>();
    records.activations().keySet().forEach(name -> add(name, named));
    records.unread().activations().forEach(name -> add(name, named));
    Map<EnvironmentName, List<ReadyRelease>> orders = new HashMap<>();
    named.forEach((environment, names) -> orders.put(environment, order(names)));
    return orders;
  }

  private static void add(ActivationName name, Map<EnvironmentName, List<ActivationName>> named) {
    named.computeIfAbsent(name.environment(), it -> new ArrayList<>()).add(name);
  }

  private List<ReadyRelease> order(List<ActivationName> names) {
    Set<ReleaseName> ordered = new LinkedHashSet<>();
    names.sort(Comparator.comparingLong(ActivationName::number).reversed());
    for (ActivationName name : names) {
      Activation activation = records.activations().get(name);
      if (activation == null || records.unread().releases().contains(activation.release())) {
        break;
      }
      if (records.isReady(new OutcomeName(activation.release(), activation.attempt()))) {
        ordered.add(activation.release());
      }
    }
    withoutActivation().forEach(release -> ordered.add(release.name()));
    return ordered.stream().map(records.releases()::get).filter(Objects::nonNull).toList();
  }
}
