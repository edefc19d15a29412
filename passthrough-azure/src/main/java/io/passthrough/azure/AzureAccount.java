package io.passthrough.azure;

import java.net.URI;

/**
 * A storage account's blob service and what opens it.
 *
 * @param endpoint the service's address; the account is its host's first part or its path
 * @param credential what requests are signed with
 */
record AzureAccount(URI endpoint, AzureCredential credential) {}
