package io.passthrough.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.identity.EnvironmentCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import io.passthrough.azure.AzureCredential.Identity;
import java.time.Duration;

/** Makes the sources of tokens: the only class that needs the optional jar azure-identity. */
final class AzureIdentities {

  private AzureIdentities() {}

  static TokenCredential of(Identity identity, HttpClient http, Duration limit) {
    return new LimitedToken(identity.toString(), source(identity, http), limit);
  }

  private static TokenCredential source(Identity identity, HttpClient http) {
    return switch (identity.source()) {
      case SERVICE_PRINCIPAL -> new EnvironmentCredentialBuilder().httpClient(http).build();
      case WORKLOAD_IDENTITY -> workload(http);
      case MANAGED_IDENTITY -> managed(identity, http);
    };
  }

  /** The builder's own sentence does not name the variables. */
  private static TokenCredential workload(HttpClient http) {
    try {
      return new WorkloadIdentityCredentialBuilder().httpClient(http).build();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "workload_identity needs AZURE_CLIENT_ID, AZURE_TENANT_ID, AZURE_FEDERATED_TOKEN_FILE");
    }
  }

  private static TokenCredential managed(Identity identity, HttpClient http) {
    ManagedIdentityCredentialBuilder builder =
        new ManagedIdentityCredentialBuilder().httpClient(http);
    if (!identity.clientId().isEmpty()) {
      builder.clientId(identity.clientId());
    }
    return builder.build();
  }
}
