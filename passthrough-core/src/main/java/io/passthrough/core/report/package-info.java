/**
 * What a deployment did, for the pages of the system that runs it: {@link
 * io.passthrough.core.report.DeploySummary} as Markdown, {@link
 * io.passthrough.core.report.JUnitReport} as JUnit XML.
 */
@NullMarked
package io.passthrough.core.report;

import org.jspecify.annotations.NullMarked;
