package io.passthrough.tck;

import io.passthrough.api.Capability;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One case of the kit, as data: what it shows, which rule it checks, what it needs. Immutable. */
public final class TckCase {

  private final String id;
  private final List<String> rules;
  private final String shows;
  private final String usualCause;
  private final Tier tier;
  private final Set<Capability> present;
  private final Set<Capability> absent;
  private final Set<HarnessOption> options;
  private final boolean race;
  private final Body body;

  /** What a case does. */
  @FunctionalInterface
  interface Body {
    void run(CaseContext context) throws Exception;
  }

  private TckCase(Builder builder, Body body) {
    this.id = builder.id;
    this.rules = List.copyOf(builder.rules);
    this.shows = builder.shows;
    this.usualCause = builder.usualCause;
    this.tier = builder.tier;
    this.present = Set.copyOf(builder.present);
    this.absent = Set.copyOf(builder.absent);
    this.options = Set.copyOf(builder.options);
    this.race = builder.race;
    this.body = body;
  }

  static Builder of(String id, String... rules) {
    return new Builder(id, List.of(rules));
  }

  /**
   * Returns the name that the case has for good.
   *
   * @return group and name, such as {@code keys.unicode}
   */
  public String id() {
    return id;
  }

  /**
   * Returns the group.
   *
   * @return the id's part before the dot
   */
  public String group() {
    return id.substring(0, id.indexOf('.'));
  }

  /**
   * Returns the numbered rules of the contract that the case checks.
   *
   * @return at least one, such as {@code K2}
   */
  public List<String> rules() {
    return rules;
  }

  /**
   * Returns what the case shows.
   *
   * @return one sentence
   */
  public String shows() {
    return shows;
  }

  /**
   * Returns why stores usually fail the case.
   *
   * @return one sentence
   */
  public String usualCause() {
    return usualCause;
  }

  /**
   * Returns how much the case costs.
   *
   * @return the tier
   */
  public Tier tier() {
    return tier;
  }

  /**
   * Returns the capabilities that a store must declare for the case to be its.
   *
   * @return often none
   */
  public Set<Capability> present() {
    return present;
  }

  /**
   * Returns the capabilities that a store must not declare for the case to be its.
   *
   * @return often none
   */
  public Set<Capability> absent() {
    return absent;
  }

  /**
   * Returns whether the case looks for a race, which is never a known failure.
   *
   * @return true when the outcome may change from run to run
   */
  public boolean race() {
    return race;
  }

  Set<HarnessOption> options() {
    return options;
  }

  void run(CaseContext context) throws Exception {
    body.run(context);
  }

  /** Returns the id. */
  @Override
  public String toString() {
    return id;
  }

  /** Collects a case. */
  static final class Builder {
    private final String id;
    private final List<String> rules;
    private final Set<Capability> present = EnumSet.noneOf(Capability.class);
    private final Set<Capability> absent = EnumSet.noneOf(Capability.class);
    private final List<HarnessOption> options = new ArrayList<>();
    private String shows = "";
    private String usualCause = "";
    private Tier tier = Tier.REQUIRED;
    private boolean race;

    private Builder(String id, List<String> rules) {
      this.id = id;
      this.rules = rules;
    }

    Builder shows(String value) {
      this.shows = value;
      return this;
    }

    Builder usualCause(String value) {
      this.usualCause = value;
      return this;
    }

    Builder tier(Tier value) {
      this.tier = value;
      return this;
    }

    Builder with(Capability capability) {
      present.add(capability);
      return this;
    }

    Builder without(Capability capability) {
      absent.add(capability);
      return this;
    }

    Builder needs(HarnessOption option) {
      options.add(option);
      return this;
    }

    Builder aRace() {
      this.race = true;
      return this;
    }

    TckCase body(Body body) {
      return new TckCase(this, body);
    }
  }
}
