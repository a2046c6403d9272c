package souk.platform.temporal;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.SimpleSslContextBuilder;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import souk.platform.tracing.TracePropagator;

@Factory
final class TemporalFactory {
  @Singleton
  @Bean(preDestroy = "shutdownNow")
  WorkflowServiceStubs stubs(TemporalConfiguration configuration) throws IOException {
    var options =
        WorkflowServiceStubsOptions.newBuilder()
            .setTarget(configuration.getAddress())
            .setRpcTimeout(configuration.getRpcTimeout())
            .setRpcRetryOptions(
                RpcRetryOptions.newBuilder().setExpiration(configuration.getRpcTimeout()).build());
    secure(configuration, options);
    return WorkflowServiceStubs.newServiceStubs(options.build());
  }

  /** One client for workers and starts: with two, no start would ever be eager. */
  @Singleton
  WorkflowClient client(WorkflowServiceStubs stubs, TemporalConfiguration configuration) {
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder()
            .setNamespace(configuration.getNamespace())
            .setContextPropagators(List.of(new TracePropagator()))
            .build());
  }

  private static void secure(
      TemporalConfiguration configuration, WorkflowServiceStubsOptions.Builder options)
      throws IOException {
    var certificate = configuration.getTlsCertificate();
    var key = configuration.getTlsKey();
    if (certificate.isPresent() && key.isPresent()) {
      try (var pem = Files.newInputStream(Path.of(certificate.get()));
          var pkcs8 = Files.newInputStream(Path.of(key.get()))) {
        options.setSslContext(SimpleSslContextBuilder.forPKCS8(pem, pkcs8).build());
      }
    } else if (configuration.getTls()) {
      options.setEnableHttps(true);
    }
    configuration.getApiKey().ifPresent(apiKey -> options.addApiKey(() -> apiKey));
  }
}
