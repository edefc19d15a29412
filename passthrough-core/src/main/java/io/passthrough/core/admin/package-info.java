/**
 * Health of a host, for those who run it: {@link io.passthrough.core.admin.AdminService} answers on
 * a listener of its own.
 */
@NullMarked
package io.passthrough.core.admin;

import org.jspecify.annotations.NullMarked;
