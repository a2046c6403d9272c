package souk.dispatch.eta;

import java.time.Duration;
import java.util.List;
import souk.dispatch.city.Point;

/**
 * The fastest way by car between two places.
 *
 * @param metres along the road, rounded
 * @param time to the millisecond
 * @param path from the road nearest to the start to the road nearest to the end, both included
 * @param trafficVersion the speeds it was computed with; 0 is free flow
 */
public record Route(long metres, Duration time, List<Point> path, long trafficVersion) {
  public Route {
    path = List.copyOf(path);
  }
}
