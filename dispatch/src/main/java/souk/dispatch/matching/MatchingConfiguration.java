package souk.dispatch.matching;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/** How a driver is looked for. */
@ConfigurationProperties("souk.matching")
interface MatchingConfiguration {
  /** A city is looked at so often, though nobody rang. */
  @Bindable(defaultValue = "1s")
  Duration getTick();

  /** Metres around the pick-up, as the crow flies, ascending. */
  @Bindable(defaultValue = "600,1500,3000")
  List<Integer> getRadii();

  /** After how long a waiting trip looks within the next radius from the start. */
  @Bindable(defaultValue = "10s")
  Duration getWidenAfter();

  /**
   * How long before the time that a pick-up was booked for its driver should be there: what there
   * is left for refusals and jams.
   */
  @Bindable(defaultValue = "3m")
  Duration getPickupSlack();

  /** How far a driver may be from the pick-up in time. */
  @Bindable(defaultValue = "20m")
  Duration getPickupLimit();

  /** The most trips that one round looks at. */
  @Bindable(defaultValue = "300")
  int getTripsInRound();

  /** The most drivers near a pick-up that are known of. */
  @Bindable(defaultValue = "100")
  int getDriversSeen();

  /** The most of them whose arrival is computed. */
  @Bindable(defaultValue = "20")
  int getDriversShortlisted();
}
