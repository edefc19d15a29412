package io.passthrough.core.build;

import io.passthrough.api.Content;

/** Bytes that lie in a folder or an archive. */
sealed interface SourceContent extends Content, ExactLengthStream.Ending
    permits FileContent, EntryContent {

  /** Where they lie, as a user knows it. */
  String name();
}
