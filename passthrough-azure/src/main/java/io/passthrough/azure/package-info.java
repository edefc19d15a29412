/** Assets in Azure Blob Storage: {@link AzureProvider}. */
@NullMarked
package io.passthrough.azure;

import org.jspecify.annotations.NullMarked;
