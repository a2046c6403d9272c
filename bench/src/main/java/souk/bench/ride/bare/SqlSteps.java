package souk.bench.ride.bare;

import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** The steps as statements and requests; who waits for a ride hears how far it is. */
final class SqlSteps implements BareSteps {
  private final DataSource database;
  private final BarePsp psp;
  private final RideSql sql = RideSql.read();
  private final Map<UUID, Watched> rides = new ConcurrentHashMap<>();

  /** A ride under way. */
  static final class Watched {
    final CompletableFuture<Void> matching = new CompletableFuture<>();
    final CompletableFuture<Void> settled = new CompletableFuture<>();
    private volatile String payment = "";
  }

  SqlSteps(DataSource database, BarePsp psp) {
    this.database = database;
    this.psp = psp;
  }

  /** Watches a ride that is about to start. */
  Watched watch(UUID ride) {
    return rides.computeIfAbsent(ride, _ -> new Watched());
  }

  void forget(UUID ride) {
    rides.remove(ride);
  }

  @Override
  public String read(UUID ride) {
    return run("read", ride);
  }

  @Override
  public String authorize(UUID ride) {
    run("authorize", ride);
    watched(ride).payment = psp.authorize(ride);
    return run("authorized", ride);
  }

  @Override
  public String requestTrip(UUID ride) {
    var step = run("request_trip", ride);
    watched(ride).matching.complete(null);
    return step;
  }

  @Override
  public String bill(UUID ride) {
    return run("bill", ride);
  }

  @Override
  public String capture(UUID ride) {
    run("capture", ride);
    psp.capture(ride, watched(ride).payment);
    var step = run("captured", ride);
    watched(ride).settled.complete(null);
    return step;
  }

  private String run(String step, UUID ride) {
    try (var connection = database.getConnection()) {
      sql.run(connection, step, name -> value(name, ride));
      return step;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private Object value(String name, UUID ride) {
    return name.equals("payment") ? watched(ride).payment : RideIds.value(name, ride);
  }

  private Watched watched(UUID ride) {
    return Objects.requireNonNull(rides.get(ride), "nobody waits for this ride");
  }
}
