/**
 * A Spring Boot starter: an application answers for the assets of every release that lies in a
 * store, beside its own. {@link io.passthrough.spring.PassthroughAutoConfiguration} is where it
 * begins.
 */
@NullMarked
package io.passthrough.spring;

import org.jspecify.annotations.NullMarked;
