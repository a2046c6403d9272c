package souk.booking.quote;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import souk.dispatch.city.City;

/**
 * What every city charges. A product without a tariff is not sold there; with nothing configured,
 * the default city sells {@code standard}.
 */
@Singleton
final class Tariffs {
  private final List<Entry> entries;

  private record Entry(String city, String product, Terms terms) {}

  /** A tariff whose currency is its city's. */
  private record Terms(long base, long kilometre, long minute, long minimum, int taxBasisPoints) {
    Tariff in(City city) {
      return new Tariff(city.currency(), base, kilometre, minute, minimum, taxBasisPoints);
    }
  }

  private static final List<Entry> STANDARD =
      List.of(new Entry("monaco", "standard", new Terms(350, 160, 45, 800, 1_000)));

  Tariffs(Collection<TariffConfiguration> configured) {
    this.entries =
        configured.isEmpty() ? STANDARD : configured.stream().map(Tariffs::entry).toList();
  }

  Optional<Tariff> find(City city, String product) {
    return entries.stream()
        .filter(entry -> entry.city.equals(city.id().slug()) && entry.product.equals(product))
        .findFirst()
        .map(entry -> entry.terms.in(city));
  }

  private static Entry entry(TariffConfiguration configured) {
    return new Entry(
        configured.getCity(),
        configured.getProduct(),
        new Terms(
            configured.getBase(),
            configured.getPerKilometre(),
            configured.getPerMinute(),
            configured.getMinimum(),
            configured.getTaxBasisPoints()));
  }
}
