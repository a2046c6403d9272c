package souk.bench.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The reference: the hotels of the area by one statement, then the nights and the prices of each by
 * two more, as a search would do that asks hotel by hotel. What it reads is only counted; nobody
 * judges, prices or sorts it.
 */
final class HotelByHotel implements AutoCloseable {
  private static final double METRES_A_DEGREE = 111_195;

  private static final String HOTELS =
      """
      SELECT id FROM booking.hotel
      WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? AND (lat - ?) ^ 2 + ((lon - ?) * ?) ^ 2 <= ? ^ 2
      """;

  private static final String NIGHTS =
      """
      SELECT room_type_id, night, total + overbooking - blocked - held - booked, stop_sell,
        closed_to_arrival, closed_to_departure, min_stay, max_stay
      FROM booking.room_night
      WHERE hotel_id = ? AND room_type_id IN (SELECT id FROM booking.room_type WHERE hotel_id = ?)
        AND night BETWEEN ? AND ?
      """;

  private static final String PRICES =
      """
      SELECT room_type_id, rate_plan_id, night, price_minor FROM booking.rate_night
      WHERE hotel_id = ? AND room_type_id IN (SELECT id FROM booking.room_type WHERE hotel_id = ?)
        AND night BETWEEN ? AND ?
      """;

  private final PreparedStatement hotels;
  private final PreparedStatement nights;
  private final PreparedStatement prices;

  HotelByHotel(Connection database) throws SQLException {
    hotels = database.prepareStatement(HOTELS);
    nights = database.prepareStatement(NIGHTS);
    prices = database.prepareStatement(PRICES);
  }

  /** Answers how many rows it took. */
  int ask(Question question) throws SQLException {
    var rows = 0;
    for (var hotel : hotels(question)) {
      rows += rows(nights, hotel, question) + rows(prices, hotel, question);
    }
    return rows;
  }

  private List<UUID> hotels(Question question) throws SQLException {
    var narrow = Math.cos(Math.toRadians(question.lat()));
    var radius = question.radiusMetres() / METRES_A_DEGREE;
    hotels.setDouble(1, question.lat() - radius);
    hotels.setDouble(2, question.lat() + radius);
    hotels.setDouble(3, question.lon() - radius / narrow);
    hotels.setDouble(4, question.lon() + radius / narrow);
    hotels.setDouble(5, question.lat());
    hotels.setDouble(6, question.lon());
    hotels.setDouble(7, narrow);
    hotels.setDouble(8, radius);
    var found = new ArrayList<UUID>();
    try (var rows = hotels.executeQuery()) {
      while (rows.next()) found.add(rows.getObject(1, UUID.class));
    }
    return found;
  }

  private static int rows(PreparedStatement statement, UUID hotel, Question question)
      throws SQLException {
    statement.setObject(1, hotel);
    statement.setObject(2, hotel);
    statement.setObject(3, first(question));
    statement.setObject(
        4, question.arrival().plusDays(question.nights() + question.flexibleDays()));
    var count = 0;
    try (var rows = statement.executeQuery()) {
      while (rows.next()) count++;
    }
    return count;
  }

  private static LocalDate first(Question question) {
    return question.arrival().minusDays(question.flexibleDays());
  }

  @Override
  public void close() throws SQLException {
    hotels.close();
    nights.close();
    prices.close();
  }
}
