package io.passthrough.core.prune;

/** g4: deletes the objects that nothing needs. */
final class DeleteObjects implements PruneStep {

  @Override
  public void run(PruneRun run) {
    run.own().ifPresent(own -> run.deleted(own.deletes().send(run.keys()), own.deletes().count()));
  }
}
