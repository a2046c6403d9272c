package souk.payments.follow;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import souk.payments.ledger.OrderPostings.Open;
import souk.payments.ledger.OrderPostings.Posting;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/**
 * Every cent of an order, from card to payee.
 *
 * @param explained whether nothing of it is on its way any more
 * @param captured what cards have paid, by currency, before anything went back
 * @param places where that is now; of each currency they sum to what was captured
 * @param earnings what payees have earned of it, and the payouts in which that left
 * @param debts what payees have to give back because of it
 * @param onItsWay what is not at its end yet: reserved, in escrow, being refunded, disputed or paid
 *     out
 * @param postings in the order they were made
 */
@Introspected
@Schema(name = "OrderMoney")
record OrderMoney(
    OrderRef order,
    boolean explained,
    List<Money> captured,
    List<Standing> places,
    List<Earning> earnings,
    List<PayeeDebt> debts,
    List<Open> onItsWay,
    List<Posting> postings) {

  /** What is in a place. */
  @Introspected
  @Schema(name = "OrderMoneyPlace")
  record Standing(Place place, Money amount) {}
}
