package souk.payments.card;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspCustomers;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/**
 * Payers as the provider knows them: one customer each, made when the first card is added. The row
 * is there before the provider is asked, and what it has says which customer it is.
 */
@Singleton
final class Payers {
  private static final Logger log = LoggerFactory.getLogger(Payers.class);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

  /** The provider forgets keys after 24 h: then the same request would be another customer. */
  private static final Duration KEY_IS_KNOWN = Duration.ofHours(23);

  private final PayerRows rows;
  private final PspCustomers provider;
  private final DatabaseClock clock;

  Payers(PayerRows rows, PspCustomers provider, DatabaseClock clock) {
    this.rows = rows;
    this.provider = provider;
    this.clock = clock;
  }

  /**
   * His customer, which is made now if there is none. Not to be called in a transaction.
   *
   * @throws Problem 503 {@code payments_unavailable} when the provider's answer is not known; asked
   *     again, it is the same customer
   */
  String customer(UUID payer) {
    var row = rows.byId(payer).orElseGet(() -> intended(payer));
    return row.pspCustomer() == null ? agreed(payer, made(row)) : row.pspCustomer();
  }

  private PayerRow intended(UUID payer) {
    rows.intend(payer);
    return rows.byId(payer).orElseThrow();
  }

  private String agreed(UUID payer, String customer) {
    rows.made(payer, customer);
    var known = rows.byId(payer).orElseThrow().pspCustomer();
    return known == null ? customer : known;
  }

  private String made(PayerRow row) {
    // asked just before the call: a process may have slept since it read the row
    if (clock.now().isAfter(row.intendedAt().plus(KEY_IS_KNOWN))) return searched(row);
    return switch (provider.create(PspKey.of(row.id(), "customer", row.generation()), row.id())) {
      case PspOutcome.Succeeded<String>(var customer) -> customer;
      case PspOutcome.Declined<String>(var refusal, _) -> throw refused(row, refusal.pspCode());
      case PspOutcome.Rejected<String>(var refusal) -> throw refused(row, refusal.pspCode());
      case PspOutcome.Retryable<String> _ -> throw unavailable();
      case PspOutcome.Unknown<String>(_, var over) -> {
        if (!over) throw unavailable();
        yield searched(row);
      }
    };
  }

  private Problem refused(PayerRow row, String code) {
    log.error("the provider makes no customer for payer {}: {}", row.id(), code);
    rows.askAnew(row.id(), row.generation());
    return unavailable();
  }

  /** Nothing more comes of that key: what the provider has now is all. */
  private String searched(PayerRow row) {
    return switch (provider.find(row.id())) {
      case Lookup.Found<String>(var customer) -> customer;
      case Lookup.Absent<String> _ -> {
        rows.askAnew(row.id(), row.generation());
        throw unavailable();
      }
      case Lookup.Unavailable<String> _ -> throw unavailable();
    };
  }

  /**
   * Refuses a customer that is not his. One that he is at the provider, and that our rows have
   * forgotten, is his.
   *
   * @throws Problem 422 {@code card_of_another}, 503 {@code payments_unavailable}
   */
  void requireOwn(UUID payer, String customer) {
    if (rows.byId(payer).filter(row -> customer.equals(row.pspCustomer())).isPresent()) return;
    switch (provider.payer(customer)) {
      case Lookup.Found<UUID>(var his) when his.equals(payer) -> rows.made(payer, customer);
      case Lookup.Found<UUID> _, Lookup.Absent<UUID> _ ->
          throw Problem.refused(
              "card_of_another",
              "At the payment provider this card belongs to another customer; enter the card anew.");
      case Lookup.Unavailable<UUID> _ -> throw unavailable();
    }
  }

  static Problem unavailable() {
    return Problem.unavailable(
        "payments_unavailable",
        "The payment provider does not answer just now; please try again.",
        TRY_AGAIN);
  }
}
