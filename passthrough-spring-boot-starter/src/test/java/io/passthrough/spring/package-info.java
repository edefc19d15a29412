/** Tests in applications with a real web server, over stores that core's publish has filled. */
@NullMarked
package io.passthrough.spring;

import org.jspecify.annotations.NullMarked;
