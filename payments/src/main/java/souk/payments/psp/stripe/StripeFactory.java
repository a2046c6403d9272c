package souk.payments.psp.stripe;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import souk.payments.psp.GuardedPsp;
import souk.payments.psp.Psp;
import souk.platform.tracing.Traces;

@Factory
final class StripeFactory {
  @Singleton
  @Bean(preDestroy = "close")
  StripeHttp http(StripeConfiguration configuration) {
    return new StripeHttp(configuration.connectTimeout(), configuration.timeout());
  }

  @Singleton
  Psp psp(StripeConfiguration configuration, StripeHttp http, MeterRegistry meters, Traces traces) {
    var stripe = new StripePsp(client(configuration, http).v1());
    return new GuardedPsp(
        stripe, configuration.concurrentCallsMax(), configuration.breakerPause(), meters, traces);
  }

  private static StripeClient client(StripeConfiguration configuration, StripeHttp http) {
    // otherwise the library reports our latencies to Stripe with every call
    Stripe.enableTelemetry = false;
    return StripeClient.builder()
        .setApiKey(configuration.apiKey())
        .setApiBase(configuration.apiBase())
        .setHttpClient(http)
        // whether and when to ask again is decided where the charge's state is known
        .setMaxNetworkRetries(0)
        .build();
  }
}
