package souk.dispatch.eta.traffic;

import java.util.List;
import java.util.UUID;
import souk.dispatch.eta.Sample;

/**
 * A driver's points on the way to a pick-up or with his rider, by their own time.
 *
 * @param samples at least one
 */
record Track(UUID driver, List<Sample> samples) {}
