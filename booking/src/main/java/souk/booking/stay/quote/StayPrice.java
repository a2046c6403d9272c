package souk.booking.stay.quote;

import static java.util.stream.Collectors.toMap;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
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
    var total = net.plus(tax).plus(cityTax);
    var priced = new StayPrice(rooms, net, tax, cityTax, total, List.of());
    var fees = priced.feesFrom(0, plans.values(), hotel.checkIn(wish.span().arrival()));
    return new StayPrice(rooms, net, tax, cityTax, total, fees);
  }

  private static Room room(StayWish wish, RoomWish room, Calendar calendar) {
    var nights =
        wish.span().nights().stream()
            .map(night -> calendar.price(room.ratePlanId(), room.roomTypeId(), night).orElseThrow())
            .toList();
    return new Room(room, nights);
  }

  /**
   * What calling off its nights from one on costs, by when it is done.
   *
   * @param first of them, counted from 0; after the last one nothing is left that costs
   * @param plans those that its rooms were sold under, among others
   * @param checkIn when the guest may come, on the hotel's clock
   */
  public List<FeeStep> feesFrom(int first, Collection<RatePlan> plans, ZonedDateTime checkIn) {
    if (first == length()) return List.of();
    var policies = plans.stream().collect(toMap(RatePlan::id, RatePlan::policy));
    var ofRooms = new ArrayList<List<FeeStep>>();
    var gross = roomsWithTax();
    for (int n = 0; n < rooms.size(); n++) {
      var policy = Objects.requireNonNull(policies.get(rooms.get(n).wish.ratePlanId()));
      ofRooms.add(FeeSteps.of(policy, checkIn, gross.get(n).subList(first, length())));
    }
    return FeeSteps.sum(ofRooms);
  }

  /** What each night costs with its tax, over all rooms. */
  public List<Money> nightsWithTax() {
    var ofRooms = roomsWithTax();
    return IntStream.range(0, length())
        .mapToObj(night -> ofRooms.stream().map(room -> room.get(night)).reduce(Money::plus))
        .map(Optional::orElseThrow)
        .toList();
  }

  /** What all nights cost with their tax: what who does not come has booked. */
  public Money allNights() {
    return net.plus(tax);
  }

  private int length() {
    return rooms.getFirst().nightsMinor.size();
  }

  StayPrice withFees(List<FeeStep> steps) {
    return new StayPrice(rooms, net, tax, cityTax, total, steps);
  }

  /** What each night of each room costs with its tax. */
  List<List<Money>> roomsWithTax() {
    var all = rooms.stream().flatMap(room -> room.nightsMinor.stream()).mapToLong(n -> n).toArray();
    var taxes = tax.split(all);
    return IntStream.range(0, rooms.size())
        .mapToObj(n -> gross(rooms.get(n), taxes.subList(n * length(), (n + 1) * length())))
        .toList();
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
