package souk.booking.stay.hotel;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import souk.payments.payee.EarnerRights;
import souk.payments.payee.Payee;

/** A hotel earns itself; its host says how it is paid. */
@Singleton
final class HotelRights implements EarnerRights {
  private final Hotels hotels;

  HotelRights(Hotels hotels) {
    this.hotels = hotels;
  }

  @Override
  public Payee.Kind kind() {
    return Payee.Kind.HOST;
  }

  @Override
  public Set<UUID> people(UUID earner) {
    return hotels.find(earner).map(hotel -> Set.of(hotel.hostId())).orElse(Set.of());
  }
}
