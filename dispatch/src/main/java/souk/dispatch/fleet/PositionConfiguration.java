package souk.dispatch.fleet;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/** How much the phones may say, by {@code souk.positions.*}. */
@ConfigurationProperties("souk.positions")
interface PositionConfiguration {
  /** Positions a second that one driver may send to one process in the long run; at least 1. */
  @Bindable(defaultValue = "10")
  int getRate();

  /** Positions that he may send at once, such as those his phone kept in a tunnel; at least 1. */
  @Bindable(defaultValue = "1000")
  int getBurst();

  /** After so many positions in a row in another city a free driver is moved there; at least 1. */
  @Bindable(defaultValue = "5")
  int getCityAfterPoints();

  /** And after so long a time, by the positions' own. */
  @Bindable(defaultValue = "15s")
  Duration getCityAfter();
}
