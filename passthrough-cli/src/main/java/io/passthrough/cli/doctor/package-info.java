/** Looks at a configured store step by step: {@link io.passthrough.cli.doctor.Doctor}. */
@NullMarked
package io.passthrough.cli.doctor;

import org.jspecify.annotations.NullMarked;
