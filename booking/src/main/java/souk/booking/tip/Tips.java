package souk.booking.tip;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import souk.booking.payment.PaidOrder;
import souk.payments.card.Cards;
import souk.payments.charge.ChargeStanding;
import souk.payments.escrow.CompletedOrder;
import souk.platform.money.Money;
import souk.platform.outbox.Outbox;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;
import souk.platform.push.Bell;

/**
 * The tips' rows. The row of a ride is its only tip: of two who give at once one wins, and only a
 * refused card can be followed by another.
 */
@Singleton
public final class Tips implements PaidOrder {
  private final TipRows rows;
  private final Cards cards;
  private final Outbox outbox;
  private final Transactions transactions;
  private final Bell bell;
  private final Duration window;
  private final long minimum;
  private final long maximum;

  /**
   * @param window for how long after the ride its rider may give
   * @param minimum in minor units
   * @param maximum in minor units
   */
  Tips(
      TipRows rows,
      Cards cards,
      @Named("booking") Outbox outbox,
      Transactions transactions,
      Bell bell,
      @Value("${souk.tips.window:7d}") Duration window,
      @Value("${souk.tips.minimum:50}") long minimum,
      @Value("${souk.tips.maximum:20000}") long maximum) {
    this.rows = rows;
    this.cards = cards;
    this.outbox = outbox;
    this.transactions = transactions;
    this.bell = bell;
    this.window = window;
    this.minimum = minimum;
    this.maximum = maximum;
  }

  /** A ride that was driven to its end at {@code endedAt}, and what its rider wants to give. */
  public record Given(
      UUID rideId,
      String cityId,
      UUID riderId,
      UUID driverId,
      Instant endedAt,
      UUID cardId,
      Money amount) {}

  /**
   * The card is asked elsewhere, so this may run in the transaction of an idempotency key.
   *
   * @throws Problem 422 {@code tip_out_of_bounds}, {@code card_unknown} or {@code tip_too_late},
   *     409 {@code tip_given}
   */
  public Tip give(Given given) {
    refuseAmount(given.amount());
    if (cards.find(given.riderId(), given.cardId()).isEmpty()) {
      throw Problem.refused("card_unknown", "There is no such card in this account.");
    }
    if (entered(given) == 0) throw notNow(given.rideId());
    transactions.afterCommit(() -> bell.ring(CollectTips.BELL));
    return find(given.rideId()).orElseThrow();
  }

  private void refuseAmount(Money amount) {
    if (amount.minor() >= minimum && amount.minor() <= maximum) return;
    var currency = amount.currency();
    throw Problem.refused("tip_out_of_bounds", "A tip of %s is not possible.".formatted(amount))
        .with("minimum", new Money(minimum, currency))
        .with("maximum", new Money(maximum, currency));
  }

  private int entered(Given given) {
    return rows.give(
        given.rideId(),
        given.cityId(),
        given.riderId(),
        given.driverId(),
        given.amount().minor(),
        given.amount().currency().getCurrencyCode(),
        given.cardId(),
        given.endedAt(),
        window.toSeconds());
  }

  private Problem notNow(UUID rideId) {
    return find(rideId).filter(tip -> tip.status() != Tip.Status.REFUSED).isPresent()
        ? Problem.conflict("tip_given", "This ride has its tip already.")
        : Problem.refused("tip_too_late", "This ride was too long ago for a tip.");
  }

  public Optional<Tip> find(UUID rideId) {
    return rows.find(rideId).map(TipRow::tip);
  }

  List<Tip> claimDue(long leaseSeconds, int limit) {
    return rows.claimDue(leaseSeconds, limit).stream().map(TipRow::tip).toList();
  }

  @Override
  public Set<String> orderKinds() {
    return Set.of(Tip.ORDER_KIND);
  }

  /** What became of the charge of an attempt; an attempt that is over learns nothing. */
  @Override
  public void follow(UUID rideId, ChargeStanding charge) {
    transactions.run(() ->
        find(rideId)
            .filter(tip -> tip.chargeId().equals(charge.chargeId()))
            .filter(tip -> moved(tip, charge) == 1)
            .ifPresent(_ -> tell(rideId)));
  }

  private int moved(Tip tip, ChargeStanding charge) {
    return switch (charge.status()) {
      case CAPTURED -> rows.ended(tip.rideId(), tip.attempt(), Tip.Status.PAID.name(), null);
      case DECLINED, VOIDED, EXPIRED ->
          rows.ended(tip.rideId(), tip.attempt(), Tip.Status.REFUSED.name(), charge.reason());
      case REQUIRES_ACTION -> rows.asksPayer(tip.rideId(), tip.attempt());
      case AUTHORIZED -> goesOn(tip);
      case PENDING, UNKNOWN -> 0;
    };
  }

  private int goesOn(Tip tip) {
    var moved = rows.goesOn(tip.rideId(), tip.attempt());
    if (moved == 1) transactions.afterCommit(() -> bell.ring(CollectTips.BELL));
    return moved;
  }

  private void tell(UUID rideId) {
    var tip = find(rideId).orElseThrow();
    add(tip, TipNews.eventType(tip.status()), TipNews.of(tip));
    if (tip.status() == Tip.Status.PAID) add(tip, CompletedOrder.EVENT, tip.taken());
  }

  private void add(Tip tip, String type, Object payload) {
    outbox.add(tip.chargeId(), tip.version(), tip.rideId(), type, payload);
  }
}
