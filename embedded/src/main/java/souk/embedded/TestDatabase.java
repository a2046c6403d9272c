package souk.embedded;

import java.sql.Connection;
import java.sql.SQLException;

/** A database that only one test class uses; the user owns it. */
public record TestDatabase(String jdbcUrl, String user, String password) {
  /** What is done past the application. */
  public interface Work<T> {
    /** Leaves the connection as it was: another test's work comes after it. */
    T with(Connection connection) throws SQLException;
  }

  /**
   * Does the work past the application, in no transaction unless it begins one.
   *
   * @throws IllegalStateException when the database refuses it or cannot be reached
   */
  public <T> T past(Work<T> work) {
    try {
      var connection = KeptConnections.take(this);
      T answer;
      try {
        answer = work.with(connection);
      } catch (SQLException | RuntimeException | Error failure) {
        connection.close();
        throw failure;
      }
      KeptConnections.keep(this, connection);
      return answer;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
