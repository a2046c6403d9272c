package souk.booking.quote;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;
import souk.dispatch.city.City;

/** What every city charges. A product without a tariff is not sold there. */
@Singleton
final class Tariffs {
  private final Collection<TariffConfiguration> configured;

  Tariffs(Collection<TariffConfiguration> configured) {
    this.configured = configured;
  }

  Optional<Tariff> find(City city, String product) {
    return configured.stream()
        .filter(tariff -> tariff.getCity().equals(city.id().toString()))
        .filter(tariff -> tariff.getProduct().equals(product))
        .findFirst()
        .map(tariff -> tariff(city, tariff));
  }

  private static Tariff tariff(City city, TariffConfiguration configured) {
    return new Tariff(
        city.currency(),
        configured.getBase(),
        configured.getPerKilometre(),
        configured.getPerMinute(),
        configured.getMinimum(),
        configured.getTaxBasisPoints());
  }
}
