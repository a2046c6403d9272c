package souk.booking.stay.quote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import souk.booking.stay.calendar.Calendar;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.RatePlan;
import souk.booking.stay.policy.FeeStep;
import souk.booking.stay.policy.FeeSteps;
import souk.platform.money.Money;

/**
 * What a stay costs and what cancelling it costs. The tax is rounded once, half up, on the whole,
 * and split over the nights by largest remainder; fees are of the nights with their tax and never
 * of the city tax, which nobody owes who does not come.
 *
 * @param rooms in the order of the wish
 * @param net all nights before tax
 */
public record StayPrice(
    List<Room> rooms, Money net, Money tax, Money cityTax, Money total, List<FeeStep> fees) {
  public StayPrice {
    rooms = List.copyOf(rooms);
    fees = List.copyOf(fees);
  }

  /**
   * A room and what each of its nights costs.
   *
   * @param nightsMinor before tax, from the first on
   */
  public record Room(RoomWish wish, List<Long> nightsMinor) {
    public Room {
      nightsMinor = List.copyOf(nightsMinor);
    }
  }

  /**
   * The price of a stay that can be had.
   *
   * @param plans of the hotel, by id
   */
  static StayPrice of(StayWish wish, Hotel hotel, Map<UUID, RatePlan> plans, Calendar calendar) {
    var rooms = wish.rooms().stream().map(room -> room(wish, room, calendar)).toList();
    var nights =
        rooms.stream().flatMap(room -> room.nightsMinor.stream()).mapToLong(n -> n).toArray();
    var net = new Money(Arrays.stream(nights).reduce(0, Math::addExact), hotel.currency());
    var tax = net.times(hotel.taxBasisPoints(), 10_000);
    var adults = wish.rooms().stream().mapToInt(RoomWish::adults).sum();
    var cityTax = hotel.cityTax().times((long) adults * wish.span().length(), 1);
    var fees = fees(wish, hotel, plans, rooms, tax.split(nights));
    return new StayPrice(rooms, net, tax, cityTax, net.plus(tax).plus(cityTax), fees);
  }

  private static Room room(StayWish wish, RoomWish room, Calendar calendar) {
    var nights =
        wish.span().nights().stream()
            .map(night -> calendar.price(room.ratePlanId(), room.roomTypeId(), night).orElseThrow())
            .toList();
    return new Room(room, nights);
  }

  private static List<FeeStep> fees(
      StayWish wish, Hotel hotel, Map<UUID, RatePlan> plans, List<Room> rooms, List<Money> taxes) {
    var checkIn = hotel.checkIn(wish.span().arrival());
    var length = wish.span().length();
    var ofRooms = new ArrayList<List<FeeStep>>();
    for (int n = 0; n < rooms.size(); n++) {
      var room = rooms.get(n);
      var gross = gross(room, taxes.subList(n * length, (n + 1) * length));
      var plan = Objects.requireNonNull(plans.get(room.wish.ratePlanId()));
      ofRooms.add(FeeSteps.of(plan.policy(), checkIn, gross));
    }
    return FeeSteps.sum(ofRooms);
  }

  /** What each night costs with its tax, over all rooms. */
  public List<Money> nightsWithTax() {
    var all = rooms.stream().flatMap(room -> room.nightsMinor.stream()).mapToLong(n -> n).toArray();
    var taxes = tax.split(all);
    var length = rooms.getFirst().nightsMinor.size();
    var nights = new ArrayList<Money>();
    for (int n = 0; n < length; n++) {
      var night = Money.zero(tax.currency());
      for (int at = n; at < all.length; at += length) {
        night = night.plus(taxes.get(at)).plus(new Money(all[at], tax.currency()));
      }
      nights.add(night);
    }
    return nights;
  }

  private static List<Money> gross(Room room, List<Money> taxes) {
    var gross = new ArrayList<Money>();
    for (int n = 0; n < taxes.size(); n++) {
      var tax = taxes.get(n);
      gross.add(tax.plus(new Money(room.nightsMinor.get(n), tax.currency())));
    }
    return gross;
  }
}
