package souk.payments.escrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Leg;
import souk.payments.ledger.Leg.Side;
import souk.payments.ledger.Template;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/** Whoever had a part gives of it: never more than he had, and all of them the last cent. */
class SharesTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final OrderRef RIDE = new OrderRef("ride", new UUID(0, 1));
  private static final Account ESCROW = Account.of(AccountKind.ESCROW, RIDE, EUR);
  private static final Account BACK = Account.of(AccountKind.REFUND_CLEARING, new UUID(0, 2), EUR);
  private static final Account DRIVER = Account.of(AccountKind.PAYEE_PAYABLE, new UUID(0, 3), EUR);
  private static final Account OWED = Account.of(AccountKind.PAYEE_RECEIVABLE, new UUID(0, 3), EUR);
  private static final Account COMMISSION = Account.of(AccountKind.COMMISSION, EUR);
  private static final Account TAX = new Account(AccountKind.TAX, "monaco", EUR);
  private static final Account TIPS = Account.of(AccountKind.TIPS, new UUID(0, 3), EUR);

  @Property
  void partsOfAnySizeTakeEachShareToItsLastCentAndNoFurther(
      @ForAll @LongRange(min = 1, max = 100_000) long driver,
      @ForAll @LongRange(min = 0, max = 100_000) long commission,
      @ForAll @LongRange(min = 0, max = 100_000) long tax,
      @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 1, max = 60_000) Long> parts) {
    var completion = completion(driver, commission, tax, 0);
    var told = new ArrayList<Journal>();
    var left = driver + commission + tax;
    for (var wanted : Stream.concat(parts.stream(), Stream.of(Long.MAX_VALUE)).toList()) {
      var part = Math.min(wanted, left);
      if (part == 0) break;
      told.add(taken(told.size(), Shares.of(completion, told).giving(Money.of(part, "EUR"))));
      left -= part;
      assertThat(given(DRIVER, told)).isBetween(0L, driver);
      assertThat(given(COMMISSION, told)).isBetween(0L, commission);
      assertThat(given(TAX, told)).isBetween(0L, tax);
      var given = given(DRIVER, told) + given(COMMISSION, told) + given(TAX, told);
      assertThat(given).isEqualTo(driver + commission + tax - left);
    }
    assertThat(left).isZero();
  }

  @Test
  void whatAPayeeOwesWasHisEarning() {
    var completion = completion(800, 200, 0, 0);
    var paidOut =
        Journal.of(
            "refund",
            Template.REFUND_ACCEPTED,
            RIDE,
            List.of(OWED.debit(eur(400)), BACK.credit(eur(400))));
    assertThat(Shares.of(completion, List.of(paidOut)).left())
        .containsEntry(DRIVER, eur(400))
        .containsEntry(COMMISSION, eur(200));
  }

  @Test
  void tipsGiveOnlyWhereNothingElseWasPaidFor() {
    assertThat(Shares.of(completion(800, 0, 0, 300), List.of()).left()).containsOnlyKeys(DRIVER);
    assertThat(Shares.of(completion(0, 0, 0, 300), List.of()).left()).containsOnlyKeys(TIPS);
  }

  @Test
  void whatNobodyHasThePlatformGives() {
    var legs = Shares.of(completion(800, 0, 0, 0), List.of()).giving(eur(1000));
    assertThat(legs)
        .extracting(leg -> leg.account().kind(), leg -> leg.amount().minor())
        .containsExactly(
            tuple(AccountKind.PAYEE_PAYABLE, 800L), tuple(AccountKind.PROMOTIONS, 200L));
  }

  private static Journal completion(long driver, long commission, long tax, long tips) {
    var legs = new ArrayList<Leg>();
    legs.add(ESCROW.debit(eur(driver + commission + tax + tips)));
    if (driver > 0) legs.add(DRIVER.credit(eur(driver)));
    if (commission > 0) legs.add(COMMISSION.credit(eur(commission)));
    if (tax > 0) legs.add(TAX.credit(eur(tax)));
    if (tips > 0) legs.add(TIPS.credit(eur(tips)));
    return Journal.of("completed", Template.COMPLETED, RIDE, legs);
  }

  private static Journal taken(int number, List<Leg> bearing) {
    var sum = bearing.stream().mapToLong(leg -> leg.amount().minor()).sum();
    var legs = Stream.concat(bearing.stream(), Stream.of(BACK.credit(eur(sum)))).toList();
    return Journal.of("refund " + number, Template.REFUND_ACCEPTED, RIDE, legs);
  }

  private static long given(Account account, List<Journal> told) {
    return told.stream()
        .flatMap(journal -> journal.legs().stream())
        .filter(leg -> leg.account().equals(account) && leg.side() == Side.DEBIT)
        .mapToLong(leg -> leg.amount().minor())
        .sum();
  }

  private static Money eur(long minor) {
    return Money.of(minor, "EUR");
  }
}
