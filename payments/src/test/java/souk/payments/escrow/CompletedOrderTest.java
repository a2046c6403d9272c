package souk.payments.escrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import souk.payments.escrow.CompletedOrder.From;
import souk.payments.escrow.CompletedOrder.Share;
import souk.payments.escrow.CompletedOrder.Source;
import souk.payments.escrow.CompletedOrder.To;
import souk.payments.ledger.Leg;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/** An order's money is divided to the cent, or not at all. */
class CompletedOrderTest {
  private static final OrderRef RIDE = new OrderRef("ride", new UUID(0, 1));
  private static final String DRIVER = new UUID(0, 2).toString();
  private static final UUID RIDER = new UUID(0, 3);

  @Property
  void whatIsTakenAndOwedIsDividedWhole(
      @ForAll @LongRange(min = 0, max = 1_000_000) long taken,
      @ForAll @LongRange(min = 0, max = 1_000_000) long owed,
      @ForAll @LongRange(min = 0, max = 100) long commission) {
    var parts = Money.of(taken + owed, "EUR").split(100 - commission, commission);
    var completed =
        new CompletedOrder(
            RIDE,
            List.of(
                new Source(From.ESCROW, RIDE, null, Money.of(taken, "EUR")),
                new Source(From.CUSTOMER, null, RIDER, Money.of(owed, "EUR"))),
            List.of(
                new Share(To.PAYEE, DRIVER, parts.getFirst()),
                new Share(To.COMMISSION, "", parts.getLast())));

    var journal = CompletionPostings.of(completed);

    assertThat(journal.isPresent()).isEqualTo(taken + owed > 0);
    assertThat(journal.stream().flatMap(one -> one.legs().stream()).map(Leg::amount))
        .allSatisfy(amount -> assertThat(amount.minor()).isPositive());
  }

  @Test
  void whatDoesNotSumIsRefused() {
    assertThatThrownBy(() ->
            new CompletedOrder(
                RIDE,
                List.of(new Source(From.ESCROW, RIDE, null, Money.of(100, "EUR"))),
                List.of(new Share(To.PAYEE, DRIVER, Money.of(99, "EUR")))))
        .hasMessageContaining("divides 100 into 99");
  }

  @Test
  void aDebtThatIsPaidIsNotTheDebtOfTheRideAgain() {
    var ride = key(new Source(From.ESCROW, RIDE, null, Money.of(100, "EUR")));
    var debt = new OrderRef("debt", new UUID(0, 9));
    assertThat(key(new Source(From.ESCROW, debt, null, Money.of(100, "EUR")))).isNotEqualTo(ride);
  }

  private static String key(Source source) {
    var share = new Share(To.DEBT, RIDER.toString(), source.amount());
    return CompletionPostings.of(new CompletedOrder(RIDE, List.of(source), List.of(share)))
        .orElseThrow()
        .key();
  }
}
