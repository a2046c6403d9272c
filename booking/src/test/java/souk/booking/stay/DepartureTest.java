package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import souk.booking.stay.calendar.Span;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.MealPlan;
import souk.booking.stay.hotel.PaymentRule;
import souk.booking.stay.hotel.RatePlan;
import souk.booking.stay.policy.Fee;
import souk.booking.stay.policy.Policy;
import souk.booking.stay.policy.Tier;
import souk.booking.stay.quote.RoomWish;
import souk.booking.stay.quote.StayPrice;
import souk.booking.stay.quote.StayQuote;
import souk.booking.stay.quote.StayWish;
import souk.dispatch.city.Point;
import souk.platform.money.Money;

/**
 * Whoever leaves early pays for what he slept and for calling off the rest, and never gains by it.
 */
class DepartureTest {
  private static final ZoneId MONACO = ZoneId.of("Europe/Monaco");
  private static final Currency EUR = Currency.getInstance("EUR");

  /** The clocks go forward in its first night. */
  private static final LocalDate ARRIVAL = LocalDate.of(2027, 3, 27);

  private static final UUID PLAN = UUID.randomUUID();
  private static final RoomWish ROOM = new RoomWish(UUID.randomUUID(), PLAN, 2, 0);

  @Property
  void leavingLaterNeverCostsLessAndEveryCentIsKeptOrGoesBack(
      @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 1, max = 1_000_003) Long> nights,
      @ForAll @IntRange(min = 1, max = 3) int rooms,
      @ForAll @IntRange(max = 10_000) int taxBasisPoints,
      @ForAll @IntRange(max = 1_000) int cityTax,
      @ForAll("policies") Policy policy) {
    var quote = quote(nights, rooms, taxBasisPoints, cityTax);
    var total = quote.price().total();
    var before = Money.zero(EUR);
    for (int day = 0; day <= nights.size(); day++) {
      var left = left(quote, policy, ARRIVAL.plusDays(day));
      assertThat(left.sleptUntil()).isEqualTo(ARRIVAL.plusDays(day));
      assertThat(left.kept().plus(left.refund())).isEqualTo(total);
      assertThat(left.refund().isNegative()).isFalse();
      assertThat(left.kept()).isGreaterThanOrEqualTo(before);
      assertThat(left.kept()).isGreaterThanOrEqualTo(slept(quote, day));
      before = left.kept();
    }
    assertThat(before).as("as booked").isEqualTo(total);
    assertThat(left(quote, policy, ARRIVAL.plusDays(90)).refund().minor()).isZero();
  }

  @Test
  void forTheNightsThatHeDoesNotSleepHePaysWhatCallingThemOffCosts() {
    var quote = quote(List.of(10_000L, 20_000L, 30_000L, 40_000L), 1, 1_000, 250);
    var day = ARRIVAL.plusDays(2);

    assertThat(refund(quote, day)).as("none").isEqualTo(77_000 + 1_000);
    assertThat(refund(quote, day, new Fee(Fee.Kind.NIGHTS, 1))).isEqualTo(44_000 + 1_000);
    assertThat(refund(quote, day, new Fee(Fee.Kind.PERCENT, 5_000))).isEqualTo(38_500 + 1_000);
    assertThat(refund(quote, day, new Fee(Fee.Kind.FIXED, 1_234))).isEqualTo(75_766 + 1_000);
    assertThat(refund(quote, day, new Fee(Fee.Kind.FULL, 0))).as("city tax").isEqualTo(1_000);
  }

  /** Checked in and out before a fee is due that is due by the hour of check-in. */
  @Test
  void aFeeThatIsNotDueYetIsNotTaken() {
    var quote = quote(List.of(10_000L, 20_000L), 1, 1_000, 250);
    var tier = new Tier(0, null, Tier.Anchor.CHECK_IN, new Fee(Fee.Kind.FULL, 0));
    var noon = ARRIVAL.atTime(12, 0).atZone(MONACO).toInstant();
    var left = Departure.of(quote, hotel(), plans(new Policy(List.of(tier))), noon);
    assertThat(left.kept().minor()).isZero();
  }

  private static long refund(StayQuote quote, LocalDate day, Fee... fees) {
    var tiers =
        List.of(fees).stream().map(fee -> new Tier(1, null, Tier.Anchor.MIDNIGHT, fee)).toList();
    return left(quote, new Policy(tiers), day).refund().minor();
  }

  private static Departure left(StayQuote quote, Policy policy, LocalDate day) {
    var evening = day.atTime(23, 30).atZone(MONACO).toInstant();
    return Departure.of(quote, hotel(), plans(policy), evening);
  }

  private static Money slept(StayQuote quote, int nights) {
    return quote.price().nightsWithTax().stream()
        .limit(nights)
        .reduce(Money.zero(EUR), Money::plus);
  }

  @Provide
  Arbitrary<Policy> policies() {
    var fees =
        Arbitraries.of(Fee.Kind.class)
            .flatMap(kind ->
                Arbitraries.longs()
                    .between(0, kind == Fee.Kind.FULL ? 0 : 365)
                    .map(value -> new Fee(kind, kind == Fee.Kind.PERCENT ? value * 27 : value)));
    var tiers =
        fees.flatMap(fee ->
            Arbitraries.integers()
                .between(0, 5)
                .injectNull(0.3)
                .map(days -> new Tier(days, null, Tier.Anchor.MIDNIGHT, fee)));
    return tiers.list().ofMaxSize(4).map(Policy::new);
  }

  private static List<RatePlan> plans(Policy policy) {
    return List.of(
        new RatePlan(
            PLAN,
            UUID.randomUUID(),
            "Flexible",
            MealPlan.BREAKFAST,
            policy,
            policy.refundability(),
            PaymentRule.PAY_NOW));
  }

  private static Hotel hotel() {
    var facts =
        new Hotel.Facts(
            "Grand",
            "",
            new Point(43.7, 7.4),
            5,
            List.of(),
            List.of(),
            LocalTime.of(15, 0),
            LocalTime.of(11, 0));
    return new Hotel(
        UUID.randomUUID(),
        UUID.randomUUID(),
        "monaco",
        facts,
        MONACO,
        EUR,
        1_000,
        new Money(250, EUR),
        Instant.EPOCH);
  }

  /** The same nights in each room; city tax for two adults in each. */
  static StayQuote quote(List<Long> nights, int rooms, int taxBasisPoints, int cityTax) {
    var net = new Money(rooms * nights.stream().mapToLong(n -> n).sum(), EUR);
    var tax = net.times(taxBasisPoints, 10_000);
    var ofCity = new Money((long) cityTax * 2 * rooms * nights.size(), EUR);
    var span = new Span(ARRIVAL, ARRIVAL.plusDays(nights.size()));
    var room = new StayPrice.Room(ROOM, nights);
    var price =
        new StayPrice(
            Collections.nCopies(rooms, room),
            net,
            tax,
            ofCity,
            net.plus(tax).plus(ofCity),
            List.of());
    return new StayQuote(
        UUID.randomUUID(),
        UUID.randomUUID(),
        new StayWish(UUID.randomUUID(), span, Collections.nCopies(rooms, ROOM)),
        price,
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
