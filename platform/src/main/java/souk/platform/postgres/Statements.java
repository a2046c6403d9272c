package souk.platform.postgres;

import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Plain statements, for tables whose schema is not known at compile time. They join the present
 * transaction; without one each runs in its own.
 */
@Singleton
public final class Statements {
  private final ConnectionOperations<Connection> connections;

  Statements(ConnectionOperations<Connection> connections) {
    this.connections = connections;
  }

  /** What is done with a prepared statement. */
  public interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  /** What is done with a connection. */
  public interface ConnectionWork<T> {
    T with(Connection connection) throws SQLException;
  }

  /**
   * @throws DatabaseFailure for what the database refuses
   */
  public <T> T prepare(String sql, Work<T> work) {
    return onConnection(connection -> {
      try (var statement = connection.prepareStatement(sql)) {
        return work.with(statement);
      }
    });
  }

  /** The number of rows changed by a statement that needs its parameters set. */
  public int update(String sql, Parameters parameters) {
    return prepare(
        sql,
        statement -> {
          parameters.set(statement);
          return statement.executeUpdate();
        });
  }

  /** Sets a statement's parameters. */
  public interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  /**
   * The present or next rows that a statement answers which is several, separated by semicolons:
   * the driver sends them together, so they take one round trip and are executed one after the
   * other. What only changes rows is passed over.
   */
  public static ResultSet rows(PreparedStatement executed) throws SQLException {
    var rows = executed.getResultSet();
    while (rows == null) {
      if (!executed.getMoreResults() && executed.getUpdateCount() < 0) {
        throw new SQLException("no rows were answered");
      }
      rows = executed.getResultSet();
    }
    return rows;
  }

  /**
   * @throws DatabaseFailure for what the database refuses
   */
  public <T> T onConnection(ConnectionWork<T> work) {
    return connections.execute(
        ConnectionDefinition.DEFAULT,
        status -> {
          try {
            return work.with(status.getConnection());
          } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
          }
        });
  }

  /** The database refused or could not be reached; the cause says which. */
  public static final class DatabaseFailure extends RuntimeException {
    DatabaseFailure(SQLException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
