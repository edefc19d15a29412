package io.passthrough.tck;

import io.passthrough.api.Capability;
import io.passthrough.tck.CaseResult.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Decides which cases run, and says why the others do not. */
final class Selection {

  private final Harness harness;
  private final TckOptions options;
  private final Set<Capability> capabilities;
  private final Predicate<String> only;

  Selection(Harness harness, TckOptions options, Set<Capability> capabilities) {
    this.harness = harness;
    this.options = options;
    this.capabilities = capabilities;
    this.only = anyOf(options.only());
    if (TckCases.all().stream().map(TckCase::id).noneMatch(only)) {
      throw new IllegalArgumentException("There is no case '" + options.only() + "'");
    }
  }

  private static Predicate<String> anyOf(String patterns) {
    return Arrays.stream(patterns.split(",", -1))
        .map(one -> Pattern.compile("\\Q" + one.strip().replace("*", "\\E.*\\Q") + "\\E"))
        .map(Pattern::asMatchPredicate)
        .reduce(id -> false, Predicate::or);
  }

  /** Returns the result of a case that does not run, or empty for one that does. */
  Optional<CaseResult> skipped(TckCase tckCase) {
    Optional<String> unselected = unselected(tckCase);
    if (unselected.isPresent()) {
      return Optional.of(CaseResult.skipped(tckCase, Outcome.NOT_SELECTED, unselected.get()));
    }
    return tckCase.options().stream()
        .filter(option -> !option.offeredBy(harness))
        .map(option -> "the harness does not offer " + option)
        .reduce((one, other) -> one + "; " + other)
        .map(why -> CaseResult.skipped(tckCase, Outcome.NOT_VERIFIED, why));
  }

  private Optional<String> unselected(TckCase tckCase) {
    if (!options.tiers().contains(tckCase.tier())) {
      return Optional.of("the tier " + tckCase.tier() + " was not asked for");
    }
    if (!only.test(tckCase.id())) {
      return Optional.of("only '" + options.only() + "' was asked for");
    }
    if (!capabilities.containsAll(tckCase.present())) {
      return Optional.of("the store does not declare " + tckCase.present());
    }
    return tckCase.absent().stream()
        .filter(capabilities::contains)
        .findFirst()
        .map(capability -> "the store declares " + capability);
  }

  /** Refuses declarations that could never be noticed, or hide what changes from run to run. */
  void check(List<KnownFailure> knownFailures) {
    for (KnownFailure known : knownFailures) {
      TckCase tckCase =
          TckCases.all().stream()
              .filter(c -> c.id().equals(known.caseId()))
              .findFirst()
              .orElseThrow(() -> illegal(known, "there is no such case"));
      if (tckCase.race()) {
        throw illegal(known, "a race is never one; open the target with the capability off");
      }
      if (options.only().equals("*") && options.tiers().contains(tckCase.tier())) {
        skipped(tckCase)
            .ifPresent(
                result -> {
                  throw illegal(known, "it does not run: " + result.summary());
                });
      }
    }
    refuseTwice(knownFailures);
  }

  private static void refuseTwice(List<KnownFailure> knownFailures) {
    Set<String> ids = knownFailures.stream().map(KnownFailure::caseId).collect(Collectors.toSet());
    if (ids.size() < knownFailures.size()) {
      throw new IllegalArgumentException("A known failure is declared twice, in " + ids);
    }
  }

  private static IllegalArgumentException illegal(KnownFailure known, String why) {
    return new IllegalArgumentException(
        "Illegal known failure: " + why + ", '" + known.caseId() + "'");
  }
}
