package souk.booking.quote.tariff;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.quote.tariff.PublishTariff.Draft;
import souk.dispatch.Product;
import souk.dispatch.city.City;
import souk.platform.action.Operator;
import souk.platform.json.Json;
import souk.platform.page.Cursor;

/** The tariffs of all cities. A product that has none in force is not sold there. */
@Singleton
public final class Tariffs {
  private final TariffRows rows;
  private final Json json;

  Tariffs(TariffRows rows, Json json) {
    this.rows = rows;
    this.json = json;
  }

  /** What is in force for each product that a city sells, by product. */
  public List<Tariff> inForce(City city) {
    return rows.inForce(city.id().slug()).stream().map(this::tariff).toList();
  }

  /** What is in force for one product, if the city sells it. */
  public Optional<Tariff> inForce(City city, String product) {
    return rows.inForce(city.id().slug(), product).map(this::tariff);
  }

  /** What is in force in every city. */
  List<Tariff> inForce() {
    return rows.inForce((@Nullable String) null).stream().map(this::tariff).toList();
  }

  /** All versions, made last first, older than the cursor. */
  List<Tariff> history(City city, Product product, Cursor from, int limit) {
    return rows
        .history(city.id().slug(), product.slug(), from.createdAt(), from.id(), limit)
        .stream()
        .map(this::tariff)
        .toList();
  }

  /** The number of the last version that was made; 0 when there is none. */
  long latest(City city, Product product) {
    return rows.latest(city.id().slug(), product.slug());
  }

  /** The version before; empty for the first. */
  Optional<Tariff> replacedBy(Tariff next) {
    return rows.find(next.cityId(), next.product(), next.version() - 1).map(this::tariff);
  }

  /** Makes the next version; empty when somebody else has made it. */
  Optional<Tariff> enter(Operator operator, City city, Product product, Draft draft) {
    var id = UUID.randomUUID();
    var entered =
        rows.enter(
            id,
            city.id().slug(),
            product.slug(),
            draft.replaces(),
            city.currency().getCurrencyCode(),
            json.write(draft.terms()),
            draft.effectiveFrom(),
            operator.id(),
            draft.reason());
    return entered == 0 ? Optional.empty() : rows.find(id).map(this::tariff);
  }

  private Tariff tariff(TariffRow row) {
    return new Tariff(
        row.id(),
        row.cityId(),
        row.product(),
        row.version(),
        row.currency(),
        json.read(row.terms(), Terms.class),
        row.effectiveFrom(),
        row.madeBy(),
        row.reason(),
        row.createdAt());
  }
}
