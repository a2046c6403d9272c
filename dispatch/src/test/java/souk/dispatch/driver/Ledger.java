package souk.dispatch.driver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import souk.embedded.TestDatabase;

/** A driver's row beside the events that tell how it came to be so. */
record Ledger(long version, String status, String availability, List<Event> events) {
  record Event(long version, String type, String status, String availability) {}

  static Ledger of(TestDatabase database, UUID driver) {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var row =
            connection
                .createStatement()
                .executeQuery("SELECT * FROM dispatch.driver WHERE id = '%s'".formatted(driver));
        var outbox =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT * FROM dispatch.outbox WHERE aggregate_id = '%s' ORDER BY seq"
                        .formatted(driver))) {
      row.next();
      var events = new ArrayList<Event>();
      while (outbox.next()) {
        var payload = new ObjectMapper().readTree(outbox.getString("payload"));
        events.add(
            new Event(
                outbox.getLong("aggregate_version"),
                outbox.getString("type"),
                payload.get("status").asText(),
                payload.get("availability").asText()));
      }
      return new Ledger(
          row.getLong("version"), row.getString("status"), row.getString("availability"), events);
    } catch (SQLException | JsonProcessingException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** What is wrong when each change made one version and one event, in this order. */
  List<String> breaches() {
    var breaches = new ArrayList<String>();
    for (int n = 0; n < events.size(); n++) {
      var event = events.get(n);
      if (event.version != n + 1) breaches.add("event " + n + " has version " + event.version);
      if (n > 0 && !follows(events.get(n - 1), event)) breaches.add(event + " cannot follow");
    }
    var last = events.getLast();
    if (last.version != version) breaches.add("the row has version " + version);
    if (!last.status.equals(status) || !last.availability.equals(availability)) {
      breaches.add("the row is not as the last event says");
    }
    return breaches;
  }

  private static boolean follows(Event before, Event event) {
    return switch (event.type) {
      case "driver.online" ->
          before.status.equals("APPROVED") && before.availability.equals("OFFLINE");
      case "driver.offline" -> before.availability.equals("ONLINE");
      case "driver.blocked" -> !before.status.equals("BLOCKED");
      case "driver.approved" -> !before.status.equals("APPROVED");
      default -> false;
    };
  }
}
