package souk.payments.payout;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.micronaut.context.annotation.Bean;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import java.util.function.Supplier;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayout;
import souk.payments.psp.PspTransfer;
import souk.payments.psp.PspTransfers;
import souk.payments.psp.Setback;
import souk.platform.money.Money;

/**
 * Asks no faster than the provider allows; one process at a time drives payouts, so its pace is
 * that of all. Who waits too long for his turn asks another time.
 */
@Singleton
@Bean(typed = PacedTransfers.class)
final class PacedTransfers implements PspTransfers {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TURN_WITHIN = Duration.ofSeconds(5);

  private final PspTransfers psp;
  private final RateLimiter pace;

  @Inject
  PacedTransfers(PspTransfers psp, PayoutConfiguration configuration) {
    this(
        psp,
        RateLimiterConfig.custom()
            // one by one, over the whole second: the provider counts bursts, too
            .limitForPeriod(1)
            .limitRefreshPeriod(perCall(configuration.callsPerSecond()))
            .timeoutDuration(TURN_WITHIN)
            .build());
  }

  PacedTransfers(PspTransfers psp, RateLimiterConfig pace) {
    this.psp = psp;
    this.pace = RateLimiter.of("payouts", pace);
  }

  /** Never shorter than it may be: what does not divide a second is rounded up. */
  private static Duration perCall(int callsPerSecond) {
    return SECOND.plusNanos(callsPerSecond - 1L).dividedBy(callsPerSecond);
  }

  /** How fast it asks. */
  RateLimiterConfig pace() {
    return pace.getRateLimiterConfig();
  }

  @Override
  public long unit(Currency currency) {
    return psp.unit(currency);
  }

  @Override
  public PspOutcome<String> open(PspKey key, UUID payeeId, Bank bank) {
    return write(() -> psp.open(key, payeeId, bank));
  }

  @Override
  public PspOutcome<String> changeBank(PspKey key, String account, Bank bank) {
    return write(() -> psp.changeBank(key, account, bank));
  }

  @Override
  public PspOutcome<PspTransfer> transfer(PspKey key, UUID payoutId, String account, Money amount) {
    return write(() -> psp.transfer(key, payoutId, account, amount));
  }

  @Override
  public PspOutcome<PspTransfer> takeBack(
      PspKey key, UUID payoutId, String reference, Money amount) {
    return write(() -> psp.takeBack(key, payoutId, reference, amount));
  }

  @Override
  public PspOutcome<PspPayout> payOut(
      PspKey key, UUID payoutId, String account, Money amount, PayoutMethod method) {
    return write(() -> psp.payOut(key, payoutId, account, amount, method));
  }

  @Override
  public Lookup<PspTransfer> retrieveTransfer(String reference) {
    return read(() -> psp.retrieveTransfer(reference));
  }

  @Override
  public Lookup<PspTransfer> findTransfer(UUID payoutId, String account, Instant from) {
    return read(() -> psp.findTransfer(payoutId, account, from));
  }

  @Override
  public Lookup<PspPayout> retrievePayout(String account, String reference) {
    return read(() -> psp.retrievePayout(account, reference));
  }

  @Override
  public Lookup<PspPayout> findPayout(UUID payoutId, String account, Instant from) {
    return read(() -> psp.findPayout(payoutId, account, from));
  }

  @Override
  public Setback setback(String code) {
    return psp.setback(code);
  }

  private <T> PspOutcome<T> write(Supplier<PspOutcome<T>> call) {
    return pace.acquirePermission()
        ? call.get()
        : new PspOutcome.Retryable<>(Hindrance.TOO_MANY_REQUESTS);
  }

  private <T> Lookup<T> read(Supplier<Lookup<T>> call) {
    return pace.acquirePermission()
        ? call.get()
        : new Lookup.Unavailable<>(Hindrance.TOO_MANY_REQUESTS);
  }
}
