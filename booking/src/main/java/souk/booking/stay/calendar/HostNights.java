package souk.booking.stay.calendar;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import souk.platform.money.Money;
import souk.platform.postgres.Statements;

/** A type's nights as its host sees them. */
@Singleton
final class HostNights {
  private static final String NIGHTS =
      """
      SELECT n.*, p.plans, p.prices FROM booking.room_night n
      LEFT JOIN LATERAL (
        SELECT array_agg(r.rate_plan_id ORDER BY r.rate_plan_id) AS plans,
          array_agg(r.price_minor ORDER BY r.rate_plan_id) AS prices
        FROM booking.rate_night r
        WHERE r.hotel_id = n.hotel_id AND r.room_type_id = n.room_type_id AND r.night = n.night) p
        ON true
      WHERE n.hotel_id = ? AND n.room_type_id = ? AND n.night BETWEEN ? AND ?
      ORDER BY n.night\
      """;

  private final Statements database;

  HostNights(Statements database) {
    this.database = database;
  }

  /**
   * A night.
   *
   * @param blocked by the host
   * @param imported blocked because another calendar says that they are taken
   * @param held promised to guests who have not confirmed
   * @param maxStay 0 for no limit
   */
  @Introspected
  record HostNight(
      LocalDate night,
      int total,
      int overbooking,
      int blocked,
      int imported,
      int held,
      int booked,
      boolean stopSell,
      boolean closedToArrival,
      boolean closedToDeparture,
      int minStay,
      int maxStay,
      List<NightChange.PlanPrice> prices) {}

  List<HostNight> read(
      UUID hotelId, UUID roomTypeId, LocalDate from, LocalDate to, Currency currency) {
    return database.prepare(
        NIGHTS,
        statement -> {
          statement.setObject(1, hotelId);
          statement.setObject(2, roomTypeId);
          statement.setObject(3, from);
          statement.setObject(4, to);
          var nights = new ArrayList<HostNight>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) {
              nights.add(
                  new HostNight(
                      rows.getObject("night", LocalDate.class),
                      rows.getInt("total"),
                      rows.getInt("overbooking"),
                      rows.getInt("blocked") - rows.getInt("imported"),
                      rows.getInt("imported"),
                      rows.getInt("held"),
                      rows.getInt("booked"),
                      rows.getBoolean("stop_sell"),
                      rows.getBoolean("closed_to_arrival"),
                      rows.getBoolean("closed_to_departure"),
                      rows.getInt("min_stay"),
                      rows.getInt("max_stay"),
                      prices(rows, currency)));
            }
          }
          return nights;
        });
  }

  private static List<NightChange.PlanPrice> prices(ResultSet row, Currency currency)
      throws SQLException {
    var prices = new ArrayList<NightChange.PlanPrice>();
    var plans = row.getArray("plans");
    if (plans == null) return prices;
    var ids = (UUID[]) plans.getArray();
    var amounts = (Long[]) row.getArray("prices").getArray();
    for (int i = 0; i < ids.length; i++) {
      prices.add(new NightChange.PlanPrice(ids[i], new Money(amounts[i], currency)));
    }
    return prices;
  }
}
