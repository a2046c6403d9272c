package souk.sim.trace;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import souk.sim.plan.Arrival;
import souk.sim.plan.Order;
import souk.sim.road.Point;

/** One line of a file of traces; the first is the run's, the others come in any order. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TraceLine.Run.class, name = "run"),
  @JsonSubTypes.Type(value = TraceLine.Ordered.class, name = "order"),
  @JsonSubTypes.Type(value = TraceLine.Seen.class, name = "position")
})
public sealed interface TraceLine {
  /** What is written now; other formats are refused. */
  int FORMAT = 1;

  /**
   * The run that was recorded.
   *
   * @param seconds the time in which riders arrived
   */
  record Run(
      int format, String cityId, long seed, long seconds, int drivers, int riders, Instant openedAt)
      implements TraceLine {

    /** Throws when something is missing. */
    public Run {
      Objects.requireNonNull(cityId, "city_id");
    }
  }

  /** A ride somebody wanted, and how he behaved in it; times in ms. */
  record Ordered(
      String rider,
      int nth,
      long sinceOpeningMs,
      Point pickup,
      Point dropoff,
      String product,
      String pspToken,
      long quoteThinkMs,
      @Nullable Long cancelAfterMs,
      long patienceMs,
      @Nullable Long bookedAheadMs,
      boolean losesAnswer)
      implements TraceLine {

    /** Throws when something is missing. */
    public Ordered {
      Objects.requireNonNull(rider, "rider");
      Objects.requireNonNull(pickup, "pickup");
      Objects.requireNonNull(dropoff, "dropoff");
      Objects.requireNonNull(product, "product");
      Objects.requireNonNull(pspToken, "psp_token");
    }

    static Ordered of(Order order) {
      var arrival = order.arrival();
      return new Ordered(
          arrival.rider(),
          arrival.nth(),
          arrival.at().toMillis(),
          arrival.pickup(),
          arrival.dropoff(),
          arrival.product(),
          order.pspToken(),
          arrival.quoteThink().toMillis(),
          arrival.cancelAfter().map(Duration::toMillis).orElse(null),
          arrival.patience().toMillis(),
          arrival.bookedAhead().map(Duration::toMillis).orElse(null),
          arrival.losesAnswer());
    }

    Order order() {
      return new Order(
          new Arrival(
              rider,
              nth,
              Duration.ofMillis(sinceOpeningMs),
              pickup,
              dropoff,
              product,
              Duration.ofMillis(quoteThinkMs),
              Optional.ofNullable(cancelAfterMs).map(Duration::ofMillis),
              Duration.ofMillis(patienceMs),
              Optional.ofNullable(bookedAheadMs).map(Duration::ofMillis),
              losesAnswer),
          pspToken);
    }
  }

  /** A driver's phone said that it was there. */
  record Seen(
      Instant at,
      long sinceOpeningMs,
      String cityId,
      String driver,
      double lat,
      double lon,
      double heading,
      double speedMps)
      implements TraceLine {

    /** Throws when something is missing. */
    public Seen {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(driver, "driver");
    }
  }
}
