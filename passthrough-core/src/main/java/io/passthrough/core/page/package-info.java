/**
 * Which page of a root answers a navigation: an index of the pages, built once, and pure look-ups
 * in it. Entry point: {@link io.passthrough.core.page.PageIndex}.
 */
@NullMarked
package io.passthrough.core.page;

import org.jspecify.annotations.NullMarked;
