package souk.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/** What balances is a journal, and nothing else is. */
class JournalTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final OrderRef ORDER = new OrderRef("ride", new UUID(0, 7));

  @Property
  void anySplitOfAnyAmountIsAJournal(
      @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long minor,
      @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 1, max = 10_000) Long> weights) {
    var whole = new Money(minor, EUR);
    var legs = legs(whole, whole.split(weights.stream().mapToLong(Long::longValue).toArray()));
    var journal = Journal.of("split", Template.COMPLETED, ORDER, legs);
    assertThat(journal.legs().stream().mapToLong(Leg::signedMinor).sum()).isZero();
    var back = journal.reversal("a test");
    assertThat(back.legs().stream().mapToLong(Leg::signedMinor).sum()).isZero();
    assertThat(back.reverses()).isEqualTo("split");
  }

  @Property
  void whatDoesNotBalanceIsNone(
      @ForAll @LongRange(min = 1, max = 1_000_000) long debit,
      @ForAll @LongRange(min = 1, max = 1_000_000) long credit) {
    Assume.that(debit != credit);
    var legs =
        List.of(
            Account.of(AccountKind.PSP_PENDING, EUR).debit(new Money(debit, EUR)),
            Account.of(AccountKind.ESCROW, ORDER, EUR).credit(new Money(credit, EUR)));
    assertThatThrownBy(() -> Journal.of("broken", Template.CAPTURED, ORDER, legs))
        .hasMessageContaining("does not balance");
  }

  /** What two currencies have in sum says nothing. */
  @Property
  void eachCurrencyBalancesForItself(@ForAll @LongRange(min = 1, max = 1_000_000) long minor) {
    var usd = Currency.getInstance("USD");
    var legs =
        List.of(
            Account.of(AccountKind.PSP_PENDING, EUR).debit(new Money(minor, EUR)),
            Account.of(AccountKind.FX_LIQUIDITY, usd).credit(new Money(minor, usd)));
    assertThatThrownBy(() -> Journal.of("mixed", Template.CAPTURED, ORDER, legs))
        .hasMessageContaining("does not balance");
  }

  private static List<Leg> legs(Money whole, List<Money> parts) {
    var legs = new ArrayList<Leg>();
    legs.add(Account.of(AccountKind.ESCROW, ORDER, EUR).debit(whole));
    for (var n = 0; n < parts.size(); n++) {
      var payee = Account.of(AccountKind.PAYEE_PAYABLE, new UUID(1, n), EUR);
      if (parts.get(n).minor() > 0) legs.add(payee.credit(parts.get(n)));
    }
    return legs;
  }
}
