package souk.payments.card;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.payments.psp.CardSource;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspMethods;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspToken;
import souk.payments.vault.Vault;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.background.Backoff;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * Takes a card away. Nobody pays with it from the very moment; its number's key is destroyed, and
 * the provider forgets it, as soon as no authorization is under way that may have to be asked for
 * once more. Captures and voids need no card.
 *
 * <p>The same payment method may have been added again meanwhile. Its row decides: added before it
 * is let go it stays, and goes with the last card of it; after that it is refused.
 */
@Singleton
final class RemoveCard implements BackgroundWork {
  private static final Logger log = LoggerFactory.getLogger(RemoveCard.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PAUSE_MAX = Duration.ofMinutes(15);

  /** Longer than the provider takes to answer, or not to. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private static final int BATCH = 32;

  private final CardRows rows;
  private final Vault vault;
  private final PspMethods provider;
  private final Transactions transactions;

  RemoveCard(CardRows rows, Vault vault, PspMethods provider, Transactions transactions) {
    this.rows = rows;
    this.vault = vault;
    this.provider = provider;
    this.transactions = transactions;
  }

  /**
   * Removes the owner's card; the same again changes nothing.
   *
   * @throws Problem 404 when he never had it
   */
  void remove(UUID owner, UUID id) {
    transactions.run(() -> {
      var card = rows.byId(owner, id);
      if (rows.remove(owner, id) == 0) {
        if (!rows.known(owner, id)) throw Problem.notFound("card");
        return;
      }
      if (!rows.authorizing(id)) card.ifPresent(this::destroyNumber);
    });
  }

  private void destroyNumber(CardRow card) {
    switch (CardSource.of(new PspToken(card.paymentMethod(), card.pspCustomer()))) {
      case CardSource.VaultedNumber(var token) -> vault.destroy(token);
      case CardSource.ProviderToken _ -> {}
    }
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("removed-cards", PAUSE, this::pass));
  }

  /** Sees to it that the secrets of removed cards are gone. */
  void pass() {
    rows.claimForgotten(LEASE.toMillis(), BATCH).forEach(this::forget);
  }

  private void forget(CardRow card) {
    destroyNumber(card);
    // what belongs to no customer is nothing that the provider keeps for us
    if (card.pspCustomer() == null || !letGo(card.paymentMethod()) || detached(card)) {
      rows.forgotten(card.id());
      return;
    }
    rows.lookAgain(card.id(), Backoff.after(card.forgetLooks(), PAUSE_MAX).toMillis());
  }

  /** False when another card of it is in use. */
  private boolean letGo(String paymentMethod) {
    return transactions.call(
        () -> rows.lockUnlessLetGo(paymentMethod) == 0 || rows.letGoUnlessUsed(paymentMethod) == 1);
  }

  private boolean detached(CardRow card) {
    return switch (provider.detach(PspKey.of(card.id(), "detach", 1), card.paymentMethod())) {
      case PspOutcome.Succeeded<String> _ -> true;
      // it has no such card, or has let go of it before
      case PspOutcome.Declined<String> _, PspOutcome.Rejected<String> _ -> true;
      case PspOutcome.Retryable<String> _, PspOutcome.Unknown<String> _ -> {
        log.warn("the provider has not forgotten the removed card {} yet", card.id());
        yield false;
      }
    };
  }
}
