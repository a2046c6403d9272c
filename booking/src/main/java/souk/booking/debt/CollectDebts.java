package souk.booking.debt;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import souk.payments.card.Card;
import souk.payments.card.Cards;
import souk.payments.charge.Charges;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.background.DueWork;
import souk.platform.push.Bell;

/**
 * Drives every attempt that has begun to its end, whoever began it and whoever died meanwhile, and
 * begins the next when its pause is over: with each of the rider's cards in turn.
 */
@Singleton
final class CollectDebts implements BackgroundWork {
  /** Hurries this loop in every process. */
  static final String BELL = "debts";

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long LEASE_SECONDS = 15;
  private static final int AT_ONCE = 4;

  private final DueWork<Debt> work;
  private final Debts debts;
  private final Charges charges;
  private final Cards cards;
  private final Bell bell;

  CollectDebts(Debts debts, Charges charges, Cards cards, Bell bell) {
    this.debts = debts;
    this.charges = charges;
    this.cards = cards;
    this.bell = bell;
    this.work =
        new DueWork<>(
            "debt", AT_ONCE, limit -> debts.claimDue(LEASE_SECONDS, limit), Debt::id, this::look);
  }

  @Override
  public List<BackgroundLoop> start() {
    var loop = BackgroundLoop.start("debts", PAUSE, this::pass);
    bell.on(BELL, loop::hurry);
    return List.of(loop);
  }

  void pass() {
    work.pass();
  }

  private void look(Debt debt) {
    underWay(debt).ifPresent(this::drive);
  }

  private Optional<Debt> underWay(Debt debt) {
    return switch (debt.status()) {
      case OPEN -> nextCard(debt).flatMap(card -> debts.retry(debt.id(), card, LEASE_SECONDS));
      case COLLECTING, REQUIRES_ACTION -> Optional.of(debt);
      case PAID, WRITTEN_OFF -> Optional.empty();
    };
  }

  /** Not the one that was refused last, where there is another. */
  private Optional<UUID> nextCard(Debt debt) {
    var all = cards.list(debt.riderId()).stream().map(Card::id).toList();
    if (all.isEmpty()) return Optional.empty();
    return Optional.of(all.get((all.indexOf(debt.cardId()) + 1) % all.size()));
  }

  private void drive(Debt debt) {
    debts.follow(debt.id(), charges.collect(debt.charge()));
  }
}
