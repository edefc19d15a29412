package io.passthrough.tck;

import java.util.List;
import java.util.stream.Stream;

/** Every case of the kit. */
public final class TckCases {

  /** How many cases there are; a run that names fewer is not complete. */
  public static final int COUNT = 199;

  private static final List<TckCase> ALL =
      Stream.of(
              BasicCases.all(),
              KeyCases.all(),
              HeaderCases.all(),
              LastModifiedCases.all(),
              StreamCases.all(),
              RangeCases.all(),
              ReaderCases.all(),
              ListCases.all(),
              PatternCases.all(),
              ConditionalCases.all(),
              VersionCases.all(),
              DeleteCases.all(),
              SpiCases.all(),
              LoadingCases.all(),
              OtherProcessCases.all(),
              ConcurrencyCases.all(),
              InterruptCases.all(),
              LargeCases.all(),
              LeakCases.all(),
              ClosingCases.all(),
              SecurityCases.all(),
              FallbackCases.all(),
              ConsistencyCases.all(),
              RetentionCases.all(),
              PruneFaultCases.all(),
              FaultCases.all(),
              LostAnswerCases.all(),
              CostCases.all())
          .flatMap(List::stream)
          .toList();

  private TckCases() {}

  /**
   * Returns the cases, group by group.
   *
   * @return {@value #COUNT} cases
   */
  public static List<TckCase> all() {
    return ALL;
  }

  /**
   * Returns one case.
   *
   * @param id its id
   * @return the case
   * @throws IllegalArgumentException when there is none
   */
  public static TckCase named(String id) {
    return ALL.stream()
        .filter(tckCase -> tckCase.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no case '" + id + "'"));
  }
}
