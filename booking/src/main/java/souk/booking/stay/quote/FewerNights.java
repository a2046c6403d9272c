package souk.booking.stay.quote;

import static java.util.stream.Collectors.toMap;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import souk.booking.stay.hotel.RatePlan;
import souk.booking.stay.policy.FeeStep;
import souk.booking.stay.policy.FeeSteps;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/**
 * A booked stay of which some nights or rooms are given up. Every night that is kept costs what it
 * was sold for, its part of the tax included; of the others is kept what calling off just these
 * costs, by the plans that they were sold under and the check-in that these count back from.
 *
 * @param price what is left costs
 * @param fees what giving up the rest costs, by when it is done; nothing when nothing is given up
 */
public record FewerNights(StayPrice price, List<FeeStep> fees) {
  public FewerNights {
    fees = List.copyOf(fees);
  }

  /**
   * @param after of the same arrival, not longer than before
   * @param plans of the hotel; a plan is never changed
   * @param checkIn when its guest may come, on the hotel's clock
   * @throws Problem 422 {@code change_adds_rooms} for a room that is not among those booked
   */
  public static FewerNights of(
      StayQuote before, StayWish after, Collection<RatePlan> plans, ZonedDateTime checkIn) {
    var booked = before.price().rooms();
    var kept = keptOf(booked, after.rooms());
    var length = after.span().length();
    var price = price(before, after, kept);
    var fees = price.feesFrom(0, plans, checkIn);
    var policies = plans.stream().collect(toMap(RatePlan::id, RatePlan::policy));
    var gross = before.price().roomsWithTax();
    var givenUp = new ArrayList<List<FeeStep>>();
    for (int room = 0; room < booked.size(); room++) {
      var nights = gross.get(room);
      var first = kept.contains(room) ? length : 0;
      if (first == nights.size()) continue;
      var policy = Objects.requireNonNull(policies.get(booked.get(room).wish().ratePlanId()));
      givenUp.add(FeeSteps.of(policy, checkIn, nights.subList(first, nights.size())));
    }
    return new FewerNights(price.withFees(fees), FeeSteps.sum(givenUp));
  }

  /** Which of the booked rooms each of those is that are wanted on. */
  private static List<Integer> keptOf(List<StayPrice.Room> booked, List<RoomWish> wanted) {
    var kept = new ArrayList<Integer>();
    for (var room : wanted) {
      kept.add(
          IntStream.range(0, booked.size())
              .filter(n -> !kept.contains(n) && isSold(booked.get(n).wish(), room))
              .boxed()
              .findFirst()
              .orElseThrow(FewerNights::addsRooms));
    }
    return kept;
  }

  private static boolean isSold(RoomWish booked, RoomWish wanted) {
    return booked.roomTypeId().equals(wanted.roomTypeId())
        && booked.ratePlanId().equals(wanted.ratePlanId());
  }

  private static StayPrice price(StayQuote before, StayWish after, List<Integer> kept) {
    var old = before.price();
    var length = after.span().length();
    var rooms =
        IntStream.range(0, kept.size())
            .mapToObj(n -> {
              var nights = old.rooms().get(kept.get(n)).nightsMinor().subList(0, length);
              return new StayPrice.Room(after.rooms().get(n), nights);
            })
            .toList();
    var currency = old.total().currency();
    var netMinor =
        rooms.stream().flatMap(room -> room.nightsMinor().stream()).mapToLong(n -> n).sum();
    var net = new Money(netMinor, currency);
    var gross = old.roomsWithTax();
    var tax =
        kept.stream()
            .flatMap(room -> gross.get(room).subList(0, length).stream())
            .reduce(Money.zero(currency), Money::plus)
            .minus(net);
    // a multiple of the adults' nights, so nothing is rounded
    var cityTax = old.cityTax().times(adultsNights(after), adultsNights(before.wish()));
    return new StayPrice(rooms, net, tax, cityTax, net.plus(tax).plus(cityTax), List.of());
  }

  private static long adultsNights(StayWish wish) {
    return (long) wish.span().length() * wish.rooms().stream().mapToInt(RoomWish::adults).sum();
  }

  private static Problem addsRooms() {
    return Problem.refused("change_adds_rooms", "A change cannot add rooms; book them beside.");
  }
}
