package souk.payments.refund;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import souk.payments.escrow.Clawbacks;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Leg;
import souk.payments.ledger.Template;

/** A posting that is broken, for controls: refunds leave what is not available yet. */
@Singleton
@Replaces(RefundPostings.class)
@Requires(property = MispostedRefunds.SETTING)
public final class MispostedRefunds extends RefundPostings {
  public static final String SETTING = "test.misposted-refunds";

  MispostedRefunds(Clawbacks clawbacks) {
    super(clawbacks);
  }

  @Override
  List<Journal> of(StoredRefund after, boolean wasAccepted) {
    return super.of(after, wasAccepted).stream()
        .map(one -> one.template() == Template.REFUND_EXECUTED ? misposted(one) : one)
        .toList();
  }

  private static Journal misposted(Journal right) {
    var legs = right.legs().stream().map(MispostedRefunds::misposted).toList();
    return new Journal(
        right.key(), right.template(), right.order(), legs, right.facts(), right.reverses());
  }

  private static Leg misposted(Leg leg) {
    if (leg.account().kind() != AccountKind.PSP_AVAILABLE) return leg;
    var wrong = Account.of(AccountKind.PSP_PENDING, leg.amount().currency());
    return new Leg(wrong, leg.side(), leg.amount());
  }
}
