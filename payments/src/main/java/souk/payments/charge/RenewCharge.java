package souk.payments.charge;

import static java.util.stream.Collectors.toUnmodifiableSet;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import souk.payments.card.Cards;
import souk.payments.charge.Charge.Authorized;
import souk.payments.charge.Charge.Authorizing;
import souk.payments.charge.Charge.Declined;
import souk.payments.charge.Charge.Terms;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.PaymentOption;
import souk.payments.psp.Refusal;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * Reserves anew what an order has reserved, before the window of its authorization closes: for
 * whoever hears {@code charge.expiring} and wants the money later. First the new reservation, then
 * the old one is let go, so the order is never without one; while both stand the payer's card may
 * show both.
 */
@Singleton
public final class RenewCharge {
  private final Charges charges;
  private final StoredCharges stored;
  private final ChargeRows rows;
  private final Cards cards;
  private final Transactions transactions;

  RenewCharge(
      Charges charges,
      StoredCharges stored,
      ChargeRows rows,
      Cards cards,
      Transactions transactions) {
    this.charges = charges;
    this.stored = stored;
    this.rows = rows;
    this.cards = cards;
    this.transactions = transactions;
  }

  /**
   * Reserves what the charge has reserved by another, of the same order, payer and card, and lets
   * the first one go. Called again it goes on from the rows; the order uses the successor once it
   * is AUTHORIZED. One that is DECLINED leaves the first as it is: its money has to be taken in
   * time, or another successor tried. Nobody is asked to authenticate. Not to be called in a
   * transaction.
   *
   * @param successor a charge id of the order's own choice, the same whenever it asks again
   * @return the successor as its row has it
   * @throws Problem 404 for an unknown charge, 409 {@code charge_not_renewable} for one that does
   *     not hold all that was reserved, 409 {@code charge_renewed} while another renews it
   */
  public ChargeStanding renew(UUID chargeId, UUID successor) {
    var asked = transactions.call(() -> intended(chargeId, successor));
    var terms = asked.charge().terms();
    if (terms == null || !chargeId.equals(rows.renews(successor).orElse(null))) {
      throw Problem.refused("charge_reused", "This charge was made for something else.");
    }
    var next = charges.resolve(successor);
    if (next.status() != ChargeStatus.AUTHORIZED) return next;
    return charges.release(chargeId).status() == ChargeStatus.CAPTURED
        ? charges.release(successor)
        : next;
  }

  /** Behind the lock of the first: nobody captures or releases it meanwhile. */
  private StoredCharge intended(UUID chargeId, UUID successor) {
    var first =
        rows.lock(chargeId)
            .map(ChargeMapping::stored)
            .orElseThrow(() -> Problem.notFound("charge"));
    var known = stored.find(successor);
    if (known.isPresent()) return known.get();
    if (!(first.charge() instanceof Authorized(var terms, var hold, _)) || hold.captures() > 0) {
      throw Problem.conflict("charge_not_renewable", "This charge does not hold its money.");
    }
    if (rows.successor(chargeId).isPresent()) {
      throw Problem.conflict("charge_renewed", "Another charge renews this one.");
    }
    var anew =
        new Terms(terms.order(), terms.payer(), terms.card(), hold.amount(), unattended(terms));
    return stored.add(successor, chargeId, () -> first(anew));
  }

  private static Set<PaymentOption> unattended(Terms terms) {
    return terms.options().stream()
        .filter(option -> option != PaymentOption.PAYER_PRESENT)
        .collect(toUnmodifiableSet());
  }

  /** The rules against fraud have judged this payment when it was first made. */
  private Charge first(Terms terms) {
    return cards
        .find(terms.payer(), terms.card())
        .<Charge>map(card -> new Authorizing(terms, card.token(), false, null))
        .orElseGet(
            () -> new Declined(terms, new Refusal(DeclineReason.CARD_UNKNOWN, "none"), null));
  }
}
