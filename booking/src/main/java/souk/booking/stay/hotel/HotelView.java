package souk.booking.stay.hotel;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.UUID;
import souk.platform.money.Money;

/** A hotel as it is shown, with its kinds of rooms and its plans. */
@Introspected
record HotelView(
    UUID id,
    String cityId,
    Hotel.Facts facts,
    String zone,
    int taxBasisPoints,
    Money cityTax,
    List<RoomType> roomTypes,
    List<RatePlan> ratePlans) {
  static HotelView of(Hotel hotel, Hotels hotels) {
    return new HotelView(
        hotel.id(),
        hotel.cityId(),
        hotel.facts(),
        hotel.zone().getId(),
        hotel.taxBasisPoints(),
        hotel.cityTax(),
        hotels.types(hotel.id()),
        hotels.plans(hotel.id()));
  }
}
