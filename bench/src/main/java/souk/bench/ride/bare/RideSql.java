package souk.bench.ride.bare;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the steps of a ride ask of PostgreSQL, in the resource {@code ride.sql}: below {@code --
 * name} a step's statements, each a line, with {@code :ride} and the like for what differs from
 * ride to ride.
 */
final class RideSql {
  private static final Pattern PARAMETER =
      Pattern.compile(":(ride|rider|card|quote|event|payment)\\b");
  private static final String NAME = "-- ";
  private static final String BEGIN = "BEGIN";
  private static final String COMMIT = "COMMIT";

  private final Map<String, List<Line>> steps = new LinkedHashMap<>();

  /** What differs from ride to ride. */
  interface Values {
    /** The value of this name; an event's is new each time. */
    Object of(String name);
  }

  /** A statement as JDBC takes it, and the names of its parameters. */
  record Line(String sql, List<String> parameters) {
    static Line of(String text) {
      var names = PARAMETER.matcher(text).results().map(result -> result.group(1)).toList();
      return new Line(PARAMETER.matcher(text).replaceAll("?"), names);
    }
  }

  private RideSql() {}

  /** Reads the resource. */
  static RideSql read() {
    try (InputStream resource = RideSql.class.getResourceAsStream("ride.sql")) {
      if (resource == null) throw new IllegalStateException("there is no ride.sql");
      return parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static RideSql parse(String text) {
    var sql = new RideSql();
    List<Line> step = new ArrayList<>();
    for (var line : text.lines().filter(one -> !one.isBlank()).toList()) {
      if (line.startsWith(NAME)) {
        step = sql.steps.computeIfAbsent(line.substring(NAME.length()), _ -> new ArrayList<>());
      } else {
        step.add(Line.of(line.substring(0, line.lastIndexOf(';'))));
      }
    }
    return sql;
  }

  List<Line> step(String name) {
    var lines = steps.get(name);
    if (lines == null) throw new IllegalArgumentException("no step " + name);
    return List.copyOf(lines);
  }

  /**
   * Runs a step, reading all that it is answered.
   *
   * @throws IllegalStateException when an update finds its row in another state
   */
  void run(Connection connection, String name, Values values) throws SQLException {
    for (var line : step(name)) {
      switch (line.sql()) {
        case BEGIN -> connection.setAutoCommit(false);
        case COMMIT -> {
          connection.commit();
          connection.setAutoCommit(true);
        }
        case String _ -> run(connection, line, values);
      }
    }
  }

  private static void run(Connection connection, Line line, Values values) throws SQLException {
    try (var statement = connection.prepareStatement(line.sql())) {
      for (int n = 0; n < line.parameters().size(); n++) {
        statement.setObject(n + 1, values.of(line.parameters().get(n)));
      }
      if (statement.execute()) readAll(statement);
      else if (line.sql().startsWith("UPDATE")) requireOne(statement, line);
    }
  }

  private static void requireOne(PreparedStatement statement, Line line) throws SQLException {
    if (statement.getUpdateCount() != 1) throw new IllegalStateException("no row: " + line.sql());
  }

  private static void readAll(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.getResultSet()) {
      var columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int column = 1; column <= columns; column++) rows.getObject(column);
      }
    }
  }
}
