package souk.booking.stay.search;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.hotel.MealPlan;
import souk.booking.stay.hotel.PaymentRule;
import souk.booking.stay.policy.Policy;
import souk.booking.stay.review.HotelRatings.HotelRating;
import souk.booking.stay.search.FoundStay.FoundHotel;
import souk.booking.stay.search.FoundStay.Offer;
import souk.booking.stay.search.FoundStay.OfferedPlan;
import souk.booking.stay.search.FoundStay.OfferedType;
import souk.dispatch.city.Point;
import souk.platform.json.Json;
import souk.platform.money.Money;
import souk.platform.postgres.Statements;

/** Reads hotels that have rooms, all that is known of them in one statement. */
@Singleton
class FoundStays {
  private static final int HUNDREDTHS = 2;

  private final Statements database;
  private final Json json;

  FoundStays(Statements database, Json json) {
    this.database = database;
    this.json = json;
  }

  /** A hotel and where it stands in the order of the search. */
  record Ranked(FoundStay stay, SearchCursor at) {}

  /**
   * Those behind the cursor, in order.
   *
   * @param aheadDays how far ahead of today, on the hotel's calendar, a stay may begin
   */
  List<Ranked> read(UUID guestId, SearchWish wish, int aheadDays, SearchCursor behind, int limit) {
    return database.prepare(
        sql(),
        statement -> {
          var next = set(statement, guestId, wish, aheadDays);
          statement.setString(next, behind.currency());
          statement.setLong(next + 1, behind.rank());
          statement.setObject(next + 2, behind.hotelId());
          statement.setInt(next + 3, limit);
          var found = new ArrayList<Ranked>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) found.add(ranked(rows, wish));
          }
          return found;
        });
  }

  String sql() {
    return SearchSql.SEARCH;
  }

  /** Answers the number of the next parameter. */
  private int set(PreparedStatement statement, UUID guestId, SearchWish wish, int aheadDays)
      throws SQLException {
    setArea(statement, wish.area());
    var length = wish.span().length();
    statement.setObject(8, wish.span().arrival());
    statement.setInt(9, length);
    statement.setInt(10, wish.flexibleDays());
    statement.setInt(11, aheadDays);
    statement.setInt(12, wish.party().rooms());
    statement.setInt(13, wish.party().adults());
    statement.setInt(14, wish.party().children());
    setFilter(statement, wish.filter());
    statement.setObject(21, guestId);
    statement.setString(22, wish.order().name());
    statement.setString(23, json.write(SearchZones.offsets(Instant.now())));
    statement.setObject(24, hundredths(wish.filter().ratingMin()), Types.INTEGER);
    // the last night of a stay, the day of departure from and to, and the last night for its price
    statement.setInt(25, length - 1);
    statement.setInt(26, length);
    statement.setInt(27, length);
    statement.setInt(28, length - 1);
    return 29;
  }

  private static void setArea(PreparedStatement statement, Area area) throws SQLException {
    statement.setDouble(1, area.centre().lat());
    statement.setDouble(2, area.centre().lon());
    statement.setObject(3, area.radiusMetres(), Types.INTEGER);
    statement.setDouble(4, area.south());
    statement.setDouble(5, area.north());
    statement.setDouble(6, area.west());
    statement.setDouble(7, area.east());
  }

  private void setFilter(PreparedStatement statement, SearchWish.Filter filter)
      throws SQLException {
    var stars = filter.stars().isEmpty() ? null : filter.stars().toArray(Integer[]::new);
    statement.setString(15, filter.currency());
    statement.setObject(16, filter.priceMin(), Types.BIGINT);
    statement.setObject(17, filter.priceMax(), Types.BIGINT);
    statement.setArray(
        18, stars == null ? null : statement.getConnection().createArrayOf("int4", stars));
    statement.setString(19, json.write(filter.amenities()));
    statement.setString(20, filter.text());
  }

  private Ranked ranked(ResultSet row, SearchWish wish) throws SQLException {
    var at =
        new SearchCursor(
            row.getString("rank_currency"),
            row.getLong("rank"),
            row.getObject("hotel_id", UUID.class));
    return new Ranked(new FoundStay(hotel(row), row.getLong("metres"), offer(row, wish)), at);
  }

  private FoundHotel hotel(ResultSet row) throws SQLException {
    return new FoundHotel(
        row.getObject("hotel_id", UUID.class),
        row.getString("city_id"),
        row.getString("name"),
        new Point(row.getDouble("lat"), row.getDouble("lon")),
        row.getInt("stars"),
        List.of(json.read(row.getString("amenities"), String[].class)),
        Stream.of(json.read(row.getString("photos"), String[].class)).findFirst().orElse(null),
        rating(row));
  }

  private static @Nullable Integer hundredths(@Nullable BigDecimal rating) {
    return rating == null ? null : rating.movePointRight(HUNDREDTHS).intValueExact();
  }

  private static HotelRating rating(ResultSet row) throws SQLException {
    var hundredths = row.getObject("rating", Integer.class);
    var average = hundredths == null ? null : BigDecimal.valueOf(hundredths, HUNDREDTHS);
    return new HotelRating(average, row.getLong("reviews"));
  }

  private Offer offer(ResultSet row, SearchWish wish) throws SQLException {
    var currency = Currency.getInstance(row.getString("currency"));
    var span = wish.span().later(row.getInt("day"));
    var type =
        new OfferedType(row.getObject("room_type_id", UUID.class), row.getString("type_name"));
    var plan = plan(row);
    var beds =
        new Beds(row.getInt("adults_max"), row.getInt("children_max"), row.getInt("guests_max"));
    return new Offer(
        span.arrival(),
        span.departure(),
        type,
        plan,
        beds.of(wish.party(), type.id(), plan.id()),
        new Money(row.getLong("net"), currency),
        new Money(row.getLong("tax"), currency),
        new Money(row.getLong("city_tax"), currency),
        new Money(row.getLong("total"), currency));
  }

  private OfferedPlan plan(ResultSet row) throws SQLException {
    return new OfferedPlan(
        row.getObject("rate_plan_id", UUID.class),
        row.getString("plan_name"),
        MealPlan.valueOf(row.getString("meal_plan")),
        json.read(row.getString("policy"), Policy.class).refundability(),
        PaymentRule.valueOf(row.getString("payment")));
  }
}
