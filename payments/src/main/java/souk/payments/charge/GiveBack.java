package souk.payments.charge;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
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

  GiveBack(Psp psp, PspRefunds refunds) {
    this.psp = psp;
    this.refunds = refunds;
  }

  /** The refund by which a payment that was forgotten goes back to its card; it has no row. */
  public static UUID refundOf(UUID chargeId) {
    return UuidCreator.getNameBasedSha1(chargeId, "given-back");
  }

  /** Whether nothing is held, and no more kept than that. */
  static boolean isDone(PspRecords.Payment record, Money keep) {
    return switch (record.payment().status()) {
      case CAPTURED, CANCELLED, DECLINED -> surplus(record, keep).minor() <= 0;
      case REQUIRES_ACTION, AUTHORIZED, UNDECIDED -> false;
    };
  }

  private static Money surplus(PspRecords.Payment record, Money keep) {
    return record.payment().received().minus(record.refunded()).minus(keep);
  }

  /** Releases what is held and gives back what was taken beyond that; answers what hinders it. */
  Optional<String> undo(Adoption adoption, UUID chargeId, PspRecords.Payment record, Money keep) {
    var released =
        switch (record.payment().status()) {
          case REQUIRES_ACTION, AUTHORIZED -> release(adoption, chargeId, record.payment());
          case UNDECIDED -> Optional.of("the provider is undecided");
          case CAPTURED, CANCELLED, DECLINED -> Optional.<String>empty();
        };
    var surplus = surplus(record, keep);
    if (released.isPresent() || surplus.minor() <= 0) return released;
    return refund(adoption, chargeId, record.payment(), surplus);
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
