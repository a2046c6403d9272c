package souk.payments.charge;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import souk.payments.psp.Lookup;
import souk.payments.psp.Psp;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspRecords;
import souk.payments.psp.PspRefunds;
import souk.payments.restore.Adoption;
import souk.platform.money.Money;

/** Undoes at the provider what no row of ours has asked for. */
@Singleton
public final class GiveBack {
  private final Psp psp;
  private final PspRefunds refunds;
  private final PspRecords records;

  GiveBack(Psp psp, PspRefunds refunds, PspRecords records) {
    this.records = records;
    this.psp = psp;
    this.refunds = refunds;
  }

  /** The refund by which a payment that was forgotten goes back to its card; it has no row. */
  public static UUID refundOf(UUID chargeId) {
    return UuidCreator.getNameBasedSha1(chargeId, "given-back");
  }

  /** Whether nothing is held, and nothing kept. */
  boolean isDone(Adoption adoption, PspPayment payment) {
    return switch (payment.status()) {
      case CAPTURED, CANCELLED, EXPIRED, DECLINED ->
          payment.received().minor() == 0
              || refunded(adoption, payment).filter(payment.received()::equals).isPresent();
      case REQUIRES_ACTION, AUTHORIZED, UNDECIDED -> false;
    };
  }

  private Optional<Money> refunded(Adoption adoption, PspPayment payment) {
    return adoption.ask(() -> records.refunded(payment)) instanceof Lookup.Found<Money>(var sum)
        ? Optional.of(sum)
        : Optional.empty();
  }

  /** Releases what is held and gives back what was taken beyond that; answers what hinders it. */
  Optional<String> undo(Adoption adoption, UUID chargeId, PspPayment payment, Money keep) {
    var released =
        switch (payment.status()) {
          case REQUIRES_ACTION, AUTHORIZED -> release(adoption, chargeId, payment);
          case UNDECIDED -> Optional.of("the provider is undecided");
          case CAPTURED, CANCELLED, EXPIRED, DECLINED -> Optional.<String>empty();
        };
    if (released.isPresent() || payment.received().compareTo(keep) <= 0) return released;
    var back = refunded(adoption, payment);
    if (back.isEmpty()) return Optional.of("its refunds cannot be read");
    var surplus = payment.received().minus(back.get()).minus(keep);
    return surplus.minor() > 0 ? refund(adoption, chargeId, payment, surplus) : Optional.empty();
  }

  private Optional<String> release(Adoption adoption, UUID chargeId, PspPayment payment) {
    var key = PspKey.of(chargeId, "given-back", 1);
    return adoption.demand(() -> psp.voidAuthorization(key, payment.reference()));
  }

  private Optional<String> refund(
      Adoption adoption, UUID chargeId, PspPayment payment, Money amount) {
    var id = refundOf(chargeId);
    var key = PspKey.of(id, "refund", 1);
    return adoption.demand(() -> refunds.refund(key, id, payment.reference(), amount));
  }
}
