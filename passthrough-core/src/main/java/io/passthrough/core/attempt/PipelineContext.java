package io.passthrough.core.attempt;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.ProcessClock;
import io.passthrough.core.Workers;
import io.passthrough.core.record.Action;
import io.passthrough.core.record.AttemptId;
import io.passthrough.core.record.Journal;
import io.passthrough.core.record.JournalEntry;
import io.passthrough.core.record.OpenName;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.snapshot.RecordSnapshot;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What every run works with.
 *
 * @param store the store
 * @param records its records
 * @param workers who puts and reads
 * @param clock the writer's clocks
 */
public record PipelineContext(
    AssetStore store, RecordStore records, Workers workers, ProcessClock clock) {

  /** Makes a context over a store. */
  public static PipelineContext of(AssetStore store, Workers workers, ProcessClock clock) {
    return new PipelineContext(store, new RecordStore(store, clock.wall()), workers, clock);
  }

  /** Returns the same over another store. */
  public PipelineContext with(AssetStore other) {
    return of(other, workers, clock);
  }

  /** Refuses to go on with a release that was set aside. */
  public static void requireNotForgotten(
      RecordSnapshot snapshot, ReleaseName release, Action action) {
    snapshot
        .marker(release)
        .ifPresent(
            marker -> {
              throw CheckForgotten.refusal(action.cannot(release), marker);
            });
  }

  /** Lists all records. */
  public RecordSnapshot snapshot() {
    return RecordSnapshot.list(records, workers);
  }

  /**
   * Tells the others of a run that has committed, and sums up what it has read for the next ones.
   * The run has done its work: what fails here is a warning.
   */
  public void afterCommit(Run run, RecordSnapshot snapshot) {
    try {
      new Journal(store).add(new JournalEntry(run.action(), run.release()), now());
    } catch (AssetStoreException e) {
      run.progress()
          .warn("Gateways see it minutes later, as they cannot be told: " + e.getMessage());
    }
    try {
      snapshot.putCheckpoint(now());
    } catch (AssetStoreException e) {
      run.progress()
          .warn("Every run reads all records, as they cannot be summed up: " + e.getMessage());
    }
  }

  /**
   * Ends the attempts of a release that are open: each can never count, unless it was READY before.
   *
   * @return the outcomes that are there then
   */
  public List<OutcomeName> abandonOpen(ReleaseName release) {
    Set<AttemptId> opened = new HashSet<>();
    List<OutcomeName> ended = new ArrayList<>();
    for (RecordName<?> name : records.names(release)) {
      if (name instanceof OpenName open) {
        opened.add(open.attempt());
      } else if (name instanceof OutcomeName outcome) {
        ended.add(outcome);
      }
    }
    ended.forEach(outcome -> opened.remove(outcome.attempt()));
    for (AttemptId attempt : opened) {
      OutcomeName outcome = new OutcomeName(release, attempt);
      if (!records.putIfAbsent(outcome, Outcome.abandoned(now()), now())) {
        ended.add(outcome);
      }
    }
    return ended;
  }

  /** Returns the name of this host. */
  public static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** Returns the writer's time. */
  public Instant now() {
    return clock.wall().instant();
  }
}
