package souk.payments.charge;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.charge.Charge.AtWork;
import souk.payments.charge.Charge.Authorizing;
import souk.payments.charge.Charge.Capturing;
import souk.payments.charge.ChargeEvent.Seen;
import souk.payments.charge.Turn.Kept;
import souk.payments.psp.Lookup;
import souk.payments.psp.Psp;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspPayment.Status;
import souk.payments.psp.PspRecords;
import souk.payments.psp.PspRecords.Payment;
import souk.payments.restore.Adopter;
import souk.payments.restore.Adoption;
import souk.platform.money.Money;

/**
 * Payments after a restore. What the provider did for a charge whose row asked for it is applied to
 * the row. What no row has asked for is undone there: money that was reserved or taken for an order
 * that is forgotten goes back to its card, and the charge's id is used up, so that whoever makes
 * that charge once more finds it VOIDED instead of a key that stands for another request.
 */
@Singleton
final class AdoptCharges implements Adopter {
  private static final int AT_ONCE = 100;

  private final StoredCharges charges;
  private final Psp psp;
  private final PspRecords records;
  private final GiveBack giveBack;

  AdoptCharges(StoredCharges charges, Psp psp, PspRecords records, GiveBack giveBack) {
    this.charges = charges;
    this.psp = psp;
    this.records = records;
    this.giveBack = giveBack;
  }

  @Override
  public Rank rank() {
    return Rank.PAYMENTS;
  }

  @Override
  public void adopt(Adoption adoption) {
    var behind = new UUID(0, 0);
    List<StoredCharge> some;
    do {
      some = charges.open(behind, AT_ONCE);
      some.forEach(charge -> catchUp(adoption, charge));
      if (!some.isEmpty()) behind = some.getLast().id();
    } while (some.size() == AT_ONCE);
    adoption.all(
        "payments",
        next -> records.payments(adoption.since(), next),
        payment -> lookAtOne(adoption, payment));
  }

  /** No request is under way any more: what the provider shows now is all there is. */
  private void catchUp(Adoption adoption, StoredCharge stored) {
    switch (seen(adoption, stored)) {
      case Lookup.Found<Payment>(var record) -> catchUp(adoption, stored, record);
      case Lookup.Absent<Payment> _ -> {}
      case Lookup.Unavailable<Payment>(var why) -> {
        adoption.unseen("charge " + stored.id(), why.name());
        return;
      }
    }
    if (adoption.applies()) charges.leap(stored.id());
  }

  private Lookup<Payment> seen(Adoption adoption, StoredCharge stored) {
    var reference = ChargeColumns.reference(stored.charge());
    if (reference != null) return adoption.ask(() -> records.payment(reference));
    if (!(stored.charge().work() instanceof Authorizing(_, var token, _, _))) {
      throw new IllegalStateException("charge %s has no payment".formatted(stored.id()));
    }
    return switch (adoption.ask(() -> psp.find(stored.id(), token, stored.intendedAt()))) {
      case Lookup.Found<PspPayment>(var payment) ->
          adoption.ask(() -> records.payment(payment.reference()));
      case Lookup.Absent<PspPayment> _ -> new Lookup.Absent<>();
      case Lookup.Unavailable<PspPayment>(var why) -> new Lookup.Unavailable<>(why);
    };
  }

  private void catchUp(Adoption adoption, StoredCharge stored, Payment record) {
    var payment = record.payment();
    var asked = asked(stored.charge(), payment);
    if (payment.received().compareTo(asked) > 0) {
      adoption.found(
          "payment_taken_unasked",
          stored.id(),
          payment.reference(),
          payment.received(),
          () ->
              giveBack
                  .undo(adoption, stored.id(), payment, asked)
                  .or(() -> apply(adoption, stored, without(payment, asked))));
    } else if (tellsMore(stored.charge(), payment)) {
      adoption.found(
          "charge_behind",
          stored.id(),
          payment.reference(),
          payment.status(),
          () -> apply(adoption, stored, payment));
    }
  }

  /** What the row has taken or wants to take. */
  private static Money asked(Charge charge, PspPayment payment) {
    var hold = charge.hold();
    var taken = hold == null ? Money.zero(payment.amount().currency()) : hold.taken();
    return charge.work() instanceof Capturing(_, _, var amount, _) ? taken.plus(amount) : taken;
  }

  /** As it will be once the rest has gone back: what is given back was never taken for the row. */
  private static PspPayment without(PspPayment payment, Money asked) {
    return new PspPayment(
        payment.reference(),
        asked.minor() > 0 ? Status.CAPTURED : Status.CANCELLED,
        payment.amount(),
        asked,
        payment.captureBefore(),
        null);
  }

  private static boolean tellsMore(Charge charge, PspPayment payment) {
    if (ChargeTurns.on(charge, new Seen(payment)) instanceof Kept) return false;
    var work = charge.work();
    return work == null || work instanceof Authorizing || isDone(work, payment);
  }

  private static boolean isDone(AtWork work, PspPayment payment) {
    return !payment.isOpen() || ChargeTurns.shows(work, payment);
  }

  private Optional<String> apply(Adoption adoption, StoredCharge stored, PspPayment payment) {
    var action = adoption.action("charge.adopted", "charge", stored.id(), payment.status());
    var isFresh = charges.conclude(stored, new Seen(payment), adoption.operator(), action);
    return isFresh ? Optional.empty() : Optional.of("somebody else has moved it");
  }

  private void lookAtOne(Adoption adoption, Payment record) {
    var chargeId = record.chargeId();
    if (chargeId == null) return;
    var known = charges.find(chargeId).orElse(null);
    var nothing = Money.zero(record.payment().amount().currency());
    if (known != null && (isOf(known, record) || giveBack.isDone(adoption, record.payment())))
      return;
    adoption.found(
        "payment_forgotten",
        chargeId,
        record.payment().reference(),
        "%s %s".formatted(record.payment().status(), record.payment().amount()),
        () -> {
          var hindrance = giveBack.undo(adoption, chargeId, record.payment(), nothing);
          if (hindrance.isEmpty()) useUp(adoption, chargeId, record.payment());
          return hindrance;
        });
  }

  private static boolean isOf(StoredCharge stored, Payment record) {
    @Nullable String reference = ChargeColumns.reference(stored.charge());
    if (reference == null) return stored.charge().work() instanceof Authorizing;
    return reference.equals(record.payment().reference());
  }

  private void useUp(Adoption adoption, UUID chargeId, PspPayment payment) {
    var action = adoption.action("charge.given_back", "charge", chargeId, payment.reference());
    charges.layStone(chargeId, adoption.operator(), action);
  }
}
