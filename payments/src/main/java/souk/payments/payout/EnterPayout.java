package souk.payments.payout;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.fx.Exchange;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.payee.Payee;

/** Writes the rows of a payout, and says what is to be posted with them. */
@Singleton
final class EnterPayout {
  private final PayoutRows rows;

  EnterPayout(PayoutRows rows) {
    this.rows = rows;
  }

  /** Empty, and nothing written, when the payee has one of this window already. */
  List<Journal> enter(Payee payee, Sending sending, Instant since, Window window) {
    var id = UuidCreator.getTimeOrderedEpoch();
    if (add(id, payee, sending, since, window) == 0) return List.of();
    var paid = sending.paid();
    paid.legs(payee.id())
        .forEach(share -> rows.addItem(id, share.account().kind().name(), share.amount().minor()));
    rows.log(id, 1, "taken_up", PayoutStatus.PENDING.name(), null);
    var journals = new ArrayList<Journal>();
    var change = sending.change();
    if (change != null) {
      addExchange(id, AccountKind.PAYEE_PAYABLE, change.earned());
      addExchange(id, AccountKind.TIPS, change.tips());
      journals.addAll(ChangePostings.of(id, payee.id(), change));
    }
    journals.add(PayoutPostings.sent(id, payee.id(), paid));
    return journals;
  }

  private int add(UUID id, Payee payee, Sending sending, Instant since, Window window) {
    var paid = sending.paid().total();
    var taken = sending.taken().total();
    var change = sending.change();
    return rows.enter(
        id,
        payee.id(),
        payee.account(),
        paid.minor(),
        paid.currency().getCurrencyCode(),
        payee.method().name(),
        window.start(),
        since,
        taken.currency().getCurrencyCode(),
        change == null ? null : taken.minor(),
        change == null ? null : change.spread(paid.currency()).minor(),
        change == null ? null : change.rate().id());
  }

  private void addExchange(UUID payout, AccountKind account, @Nullable Exchange part) {
    if (part == null) return;
    rows.addExchange(
        payout,
        account.name(),
        part.sold().minor(),
        part.worth().minor(),
        part.spreadPoints(),
        part.spread().minor(),
        part.rounding().minor(),
        part.bought().minor(),
        part.shift());
  }
}
