package souk.platform.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** One data source over two pools: the {@link Pool} of the work decides which one serves it. */
final class PooledDataSource implements DataSource {
  private final HikariDataSource requests;
  private final HikariDataSource background;

  PooledDataSource(HikariDataSource requests, HikariDataSource background) {
    this.requests = requests;
    this.background = background;
  }

  @Override
  public Connection getConnection() throws SQLException {
    HeldConnections.taken();
    try {
      return counted(pool().getConnection());
    } catch (SQLException | RuntimeException failure) {
      HeldConnections.given();
      throw failure;
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("connections are pooled for one user");
  }

  private HikariDataSource pool() {
    return switch (Pool.current()) {
      case REQUESTS -> requests;
      case BACKGROUND -> background;
    };
  }

  private static Connection counted(Connection connection) {
    var open = new AtomicBoolean(true);
    return (Connection)
        Proxy.newProxyInstance(
            PooledDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("close") && open.getAndSet(false)) {
                HeldConnections.given();
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return requests.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    requests.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    requests.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return requests.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return requests.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return requests.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return requests.isWrapperFor(type);
  }
}
