package souk.dispatch.eta;

import souk.dispatch.city.Point;

/**
 * Somebody who might drive to a pick-up.
 *
 * @param driver whatever the caller knows him by
 * @param at his last known position
 */
public record Candidate<D>(D driver, Point at) {}
