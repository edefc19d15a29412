/**
 * The compatibility test kit for storage providers. A provider's author extends {@link
 * io.passthrough.tck.AssetProviderTck} and implements one method; {@link
 * io.passthrough.tck.TckRunner} runs the same cases without JUnit.
 */
@NullMarked
package io.passthrough.tck;

import org.jspecify.annotations.NullMarked;
