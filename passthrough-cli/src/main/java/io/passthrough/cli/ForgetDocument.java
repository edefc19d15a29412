package io.passthrough.cli;

/**
 * What was set aside.
 *
 * @param forgotten the release or record
 * @param marker the key of what says so
 */
record ForgetDocument(String forgotten, String marker) implements Document {

  @Override
  public String text() {
    return "Forgotten: " + forgotten + " counts as gone, as '" + marker + "' says";
  }
}
