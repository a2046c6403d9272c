package souk.payments.psp.stripe;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.service.V1Services;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import souk.payments.psp.GuardedBalance;
import souk.payments.psp.GuardedCustomers;
import souk.payments.psp.GuardedDisputes;
import souk.payments.psp.GuardedPayees;
import souk.payments.psp.GuardedPsp;
import souk.payments.psp.GuardedRecords;
import souk.payments.psp.GuardedRefunds;
import souk.payments.psp.GuardedTransfers;
import souk.payments.psp.Psp;
import souk.payments.psp.PspBalance;
import souk.payments.psp.PspCustomers;
import souk.payments.psp.PspDisputes;
import souk.payments.psp.PspGuard;
import souk.payments.psp.PspPayees;
import souk.payments.psp.PspRecords;
import souk.payments.psp.PspRefunds;
import souk.payments.psp.PspTransfers;
import souk.platform.tracing.Traces;

@Factory
final class StripeFactory {
  @Singleton
  @Bean(preDestroy = "close")
  StripeHttp http(StripeConfiguration configuration) {
    return new StripeHttp(configuration.connectTimeout(), configuration.timeout());
  }

  /** Shared by every adapter: what one of them learns of the provider's troubles holds for all. */
  @Singleton
  PspGuard guard(StripeConfiguration configuration, MeterRegistry meters, Traces traces) {
    return new PspGuard(
        "stripe",
        configuration.concurrentCallsMax(),
        configuration.breakerPause(),
        configuration.retriesPerSecond(),
        meters,
        traces);
  }

  @Singleton
  StripeClient client(StripeConfiguration configuration, StripeHttp http) {
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

  @Singleton
  V1Services stripe(StripeClient client) {
    return client.v1();
  }

  /**
   * @param returnUrl where payers come back to from their banks' pages; empty where the provider's
   *     library in the app asks them
   */
  @Singleton
  Psp psp(V1Services stripe, PspGuard guard, @Value("${stripe.return-url:}") String returnUrl) {
    var back = returnUrl.isBlank() ? null : returnUrl;
    return new GuardedPsp(new StripePsp(stripe, back), guard);
  }

  @Singleton
  PspCustomers customers(V1Services stripe, PspGuard guard) {
    return new GuardedCustomers(new StripeCustomers(stripe), guard);
  }

  @Singleton
  PspTransfers transfers(V1Services stripe, PspGuard guard) {
    return new GuardedTransfers(new StripeTransfers(stripe), guard);
  }

  /**
   * @param done where payees come back to from Stripe's pages about them; empty: nobody is sent
   *     there
   * @param again where they come with a link that does not open any more; empty: to the same
   */
  @Singleton
  PspPayees payees(
      V1Services stripe,
      PspGuard guard,
      @Value("${stripe.onboarding-return-url:}") String done,
      @Value("${stripe.onboarding-refresh-url:}") String again) {
    var returns = new StripeAccountPages.Returns(done, again.isBlank() ? done : again);
    var pages = new StripeAccountPages(stripe, done.isBlank() ? null : returns);
    return new GuardedPayees(pages, guard);
  }

  @Singleton
  PspRefunds refunds(V1Services stripe, PspGuard guard) {
    return new GuardedRefunds(new StripeRefunds(stripe), guard);
  }

  @Singleton
  PspDisputes disputes(V1Services stripe, PspGuard guard) {
    return new GuardedDisputes(new StripeDisputes(stripe), guard);
  }

  @Singleton
  PspBalance balance(StripeClient stripe, PspGuard guard) {
    return new GuardedBalance(new StripeBalance(stripe), guard);
  }

  @Singleton
  PspRecords records(V1Services stripe, PspGuard guard) {
    return new GuardedRecords(new StripeRecords(stripe), guard);
  }
}
