package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import souk.payments.fx.Rate;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Leg;
import souk.payments.ledger.Template;
import souk.platform.money.Money;

/** Whatever is changed: each currency balances alone, and all of it is explained. */
class ChangePostingsTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Currency YEN = Currency.getInstance("JPY");
  private static final UUID PAYOUT = new UUID(0, 1);
  private static final UUID PAYEE = new UUID(0, 2);

  @Property
  void whatLeavesOneCurrencyComesInTheOtherOrIsKept(
      @ForAll @LongRange(max = 10_000_000) long earned,
      @ForAll @LongRange(max = 100_000) long tips,
      @ForAll @BigRange(min = "0.01", max = "1000") @Scale(6) BigDecimal price,
      @ForAll @IntRange(max = 500) int points) {
    var rate = new Rate(new UUID(0, 3), EUR, YEN, price, "test", Instant.EPOCH);
    var shares = new Shares(new Money(earned, EUR), new Money(tips, EUR));
    var change = Change.of(shares, YEN, rate, points, 1);
    if (change.parts().isEmpty()) return;

    // a journal that does not balance in each currency cannot even be made
    var journals = ChangePostings.of(PAYOUT, PAYEE, change);
    var moved =
        journals.stream()
            .flatMap(journal -> journal.legs().stream())
            .collect(
                Collectors.groupingBy(
                    leg -> leg.account().kind() + " " + leg.account().currency(),
                    Collectors.summingLong(ChangePostingsTest::signed)));

    var sold = change.sold(EUR).total().minor();
    var bought = change.bought(YEN);
    assertThat(at(moved, AccountKind.FX_LIQUIDITY, EUR)).isEqualTo(-sold);
    assertThat(at(moved, AccountKind.PAYEE_PAYABLE, YEN)).isEqualTo(-bought.earned().minor());
    assertThat(at(moved, AccountKind.TIPS, YEN)).isEqualTo(-bought.tips().minor());
    assertThat(at(moved, AccountKind.FX_SPREAD, YEN)).isNotPositive();
    assertThat(at(moved, AccountKind.FX_LIQUIDITY, YEN))
        .as("liquidity, spread and rounding explain each other")
        .isEqualTo(
            bought.total().minor()
                - at(moved, AccountKind.FX_SPREAD, YEN)
                - at(moved, AccountKind.ROUNDING, YEN));
    assertThat(journals)
        .extracting(journal -> journal.template())
        .startsWith(Template.CHANGE_SOLD, Template.CHANGE_BOUGHT);
    assertThat(journals)
        .allSatisfy(journal ->
            assertThat(journal.facts()).containsKeys("rate", "base", "quote", "source", "as_of"));
    assertThat(List.of(journals.getFirst().facts().get("bought")))
        .containsExactly(journals.get(1).key());
  }

  private static long at(Map<String, Long> moved, AccountKind kind, Currency currency) {
    return moved.getOrDefault(kind + " " + currency, 0L);
  }

  private static long signed(Leg leg) {
    return leg.side() == Leg.Side.DEBIT ? leg.amount().minor() : -leg.amount().minor();
  }
}
