/** Assets in Amazon S3 and in servers that speak its protocol: {@link S3Provider}. */
@NullMarked
package io.passthrough.s3;

import org.jspecify.annotations.NullMarked;
