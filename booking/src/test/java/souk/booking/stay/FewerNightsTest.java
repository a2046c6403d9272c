package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
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
import souk.booking.stay.calendar.Span;
import souk.booking.stay.hotel.MealPlan;
import souk.booking.stay.hotel.PaymentRule;
import souk.booking.stay.hotel.RatePlan;
import souk.booking.stay.policy.Fee;
import souk.booking.stay.policy.FeeSteps;
import souk.booking.stay.policy.Policy;
import souk.booking.stay.policy.Tier;
import souk.booking.stay.quote.FewerNights;
import souk.booking.stay.quote.StayQuote;
import souk.booking.stay.quote.StayWish;
import souk.platform.money.Money;

/** Whoever gives nights up pays for calling off just these, and keeps the others as sold. */
class FewerNightsTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final ZoneId MONACO = ZoneId.of("Europe/Monaco");

  @Property
  void everyCentIsOfAKeptNightOrKeptOrGoesBackAndCallingThemOffIsNeverDearer(
      @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 1, max = 1_000_003) Long> nights,
      @ForAll @IntRange(min = 1, max = 3) int rooms,
      @ForAll @IntRange(max = 10_000) int taxBasisPoints,
      @ForAll @IntRange(max = 1_000) int cityTax,
      @ForAll @IntRange(min = 1, max = 8) int keptNights,
      @ForAll @IntRange(min = 1, max = 3) int keptRooms,
      @ForAll @IntRange(max = 14 * 24) int hoursBefore,
      @ForAll("policies") Policy policy) {
    var before = DepartureTest.quote(nights, rooms, taxBasisPoints, cityTax);
    var wish = fewer(before, Math.min(keptNights, nights.size()), Math.min(keptRooms, rooms));
    var checkIn = before.wish().span().arrival().atTime(15, 0).atZone(MONACO);
    var now = checkIn.toInstant().minusSeconds(hoursBefore * 3600L);

    var fewer = FewerNights.of(before, wish, plans(before, policy), checkIn);

    var fee = new Money(FeeSteps.at(fewer.fees(), now), EUR);
    var refund = before.price().total().minus(fewer.price().total()).minus(fee);
    assertThat(refund.isNegative()).isFalse();
    assertThat(fee.minor()).isGreaterThanOrEqualTo(callingOff(before, wish, policy, checkIn, now));
    assertThat(sum(fewer.price().nightsWithTax())).isEqualTo(fewer.price().allNights());
    for (var room : fewer.price().rooms()) {
      assertThat(room.nightsMinor()).isEqualTo(nights.subList(0, wish.span().length()));
    }
  }

  @Property
  void givingUpNothingChangesNoPrice(
      @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 1, max = 1_000_003) Long> nights,
      @ForAll @IntRange(min = 1, max = 3) int rooms,
      @ForAll @IntRange(max = 10_000) int taxBasisPoints,
      @ForAll @IntRange(max = 1_000) int cityTax,
      @ForAll("policies") Policy policy) {
    var before = DepartureTest.quote(nights, rooms, taxBasisPoints, cityTax);
    var checkIn = before.wish().span().arrival().atTime(15, 0).atZone(MONACO);
    var same = FewerNights.of(before, before.wish(), plans(before, policy), checkIn);
    assertThat(same.fees()).isEmpty();
    assertThat(same.price().total()).isEqualTo(before.price().total());
    assertThat(same.price().tax()).isEqualTo(before.price().tax());
    assertThat(same.price().nightsWithTax()).isEqualTo(before.price().nightsWithTax());
  }

  /** What the policy says of a stay of just the nights that are given up, room by room. */
  private static long callingOff(
      StayQuote before, StayWish wish, Policy policy, ZonedDateTime checkIn, Instant now) {
    var rooms = before.wish().rooms().size();
    var gross = before.price().nightsWithTax();
    long fee = 0;
    for (int room = 0; room < rooms; room++) {
      var first = room < wish.rooms().size() ? wish.span().length() : 0;
      if (first == gross.size()) continue;
      var nights =
          gross.subList(first, gross.size()).stream()
              // of equal rooms each has its part but for a rounded unit
              .map(night -> new Money(Math.max(0, night.minor() / rooms - 1), EUR))
              .toList();
      fee += FeeSteps.at(FeeSteps.of(policy, checkIn, nights), now);
    }
    return fee;
  }

  private static StayWish fewer(StayQuote before, int nights, int rooms) {
    LocalDate arrival = before.wish().span().arrival();
    return new StayWish(
        before.wish().hotelId(),
        new Span(arrival, arrival.plusDays(nights)),
        Collections.nCopies(rooms, before.wish().rooms().getFirst()));
  }

  private static List<RatePlan> plans(StayQuote before, Policy policy) {
    return List.of(
        new RatePlan(
            before.wish().rooms().getFirst().ratePlanId(),
            UUID.randomUUID(),
            "Flexible",
            MealPlan.BREAKFAST,
            policy,
            policy.refundability(),
            PaymentRule.PAY_NOW));
  }

  private static Money sum(List<Money> parts) {
    return parts.stream().reduce(Money.zero(EUR), Money::plus);
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
}
