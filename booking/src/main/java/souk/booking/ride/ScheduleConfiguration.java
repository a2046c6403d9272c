package souk.booking.ride;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/** How rides are booked for a time. */
@ConfigurationProperties("souk.rides.scheduled")
interface ScheduleConfiguration {
  /** How long before the pick-up a driver is looked for, where no {@link LeadRule} says else. */
  @Bindable(defaultValue = "10m")
  Duration getLead();

  /** How long after the time of the pick-up a ride waits for its rider's other ride to end. */
  @Bindable(defaultValue = "5m")
  Duration getGrace();

  /** How many rides a rider may have booked that have not begun. */
  @Bindable(defaultValue = "10")
  int getOpenMax();
}
