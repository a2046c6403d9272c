package souk.payments.card;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.GuardedNumbers;
import souk.payments.psp.PspGuard;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspNumbers;
import souk.payments.psp.PspNumbers.Verified;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspOutcome.Declined;
import souk.payments.psp.PspOutcome.Rejected;
import souk.payments.psp.PspOutcome.Retryable;
import souk.payments.psp.PspOutcome.Succeeded;
import souk.payments.psp.PspOutcome.Unknown;
import souk.payments.psp.PspToken;
import souk.payments.psp.Refusal;
import souk.payments.vault.Cvc;
import souk.payments.vault.KeptNumber;
import souk.payments.vault.Pan;
import souk.payments.vault.Vault;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/**
 * Registers a card by its number, for a provider without tokens of its own. The code serves one
 * authorization, made within this call and by this process: it verifies the card, and later ones
 * are made without it.
 */
@Context
@Requires(property = "souk.vault.numbers", value = "true")
final class RegisterNumber {
  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
  private static final int YEARS_MAX = 25;

  /** A card is good until its last month is over everywhere. */
  private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

  private final Vault vault;
  private final Cards cards;
  private final DatabaseClock clock;
  private final PspNumbers provider;

  RegisterNumber(
      Vault vault,
      Cards cards,
      DatabaseClock clock,
      PspGuard guard,
      @Nullable PspNumbers provider) {
    if (provider == null) {
      throw new IllegalStateException(
          "souk.vault.numbers is on, but the payment provider takes its own tokens only");
    }
    vault.requireKey();
    this.vault = vault;
    this.cards = cards;
    this.clock = clock;
    // here, so that no adapter, whoever writes it, can be called past the guard
    this.provider = new GuardedNumbers(provider, guard);
  }

  /**
   * Verifies the card and keeps it; the same number and expiry again answer the same card.
   *
   * @throws Problem 422 {@code card_expired} or {@code card_refused}, 422 {@code too_many_cards},
   *     429 {@code too_many_numbers}, 503 {@code payments_unavailable}
   */
  Card register(UUID owner, Pan pan, int expMonth, int expYear, Cvc cvc) {
    refuseExpired(expMonth, expYear);
    vault.countAttempt(owner);
    vault.requireOpen();
    var key = PspKey.of(UUID.randomUUID(), "verify", 1);
    var country = verified(provider.verify(key, pan, expMonth, expYear, cvc));
    return vault.keep(pan, expMonth, expYear, kept -> entered(owner, kept, country));
  }

  /** The new card, or the one that he has; then the number is not kept once more. */
  private Card entered(UUID owner, KeptNumber kept, @Nullable String country) {
    var card = cards.add(card(owner, kept, country), known(kept));
    if (!card.name().equals(kept.token())) vault.destroy(kept.token());
    return card;
  }

  private void refuseExpired(int expMonth, int expYear) {
    var present = YearMonth.from(clock.now().atOffset(LAST_ZONE));
    var end = YearMonth.of(expYear, expMonth);
    if (end.isBefore(present) || end.isAfter(present.plusYears(YEARS_MAX))) {
      throw Problem.refused("card_expired", "The card is not valid any more, or not yet.");
    }
  }

  private static @Nullable String verified(PspOutcome<Verified> outcome) {
    return switch (outcome) {
      case Succeeded<Verified>(Verified(var country)) -> country;
      case Declined<Verified>(var refusal, _) -> throw refused(refusal);
      case Rejected<Verified>(var refusal) -> throw refused(refusal);
      case Retryable<Verified> _, Unknown<Verified> _ ->
          throw Problem.unavailable(
              "payments_unavailable",
              "The payment provider does not answer just now; please try again.",
              TRY_AGAIN);
    };
  }

  private static Problem refused(Refusal refusal) {
    return Problem.refused("card_refused", "The card was refused by its issuer.")
        .with("reason", refusal.reason().code());
  }

  private static Card card(UUID owner, KeptNumber kept, @Nullable String country) {
    return new Card(
        UuidCreator.getTimeOrderedEpoch(),
        owner,
        kept.token(),
        kept.brand().code(),
        kept.last4(),
        kept.expMonth(),
        kept.expYear(),
        "number " + kept.numberId(),
        country,
        new PspToken(kept.token().value(), null));
  }

  /** With another expiry it is another card of the owner. */
  private static String known(KeptNumber kept) {
    return "number %s %d-%d".formatted(kept.numberId(), kept.expYear(), kept.expMonth());
  }
}
