/**
 * Learns the speeds on a city's roads from its drivers' traces, and gives them to every process.
 */
@NullMarked
package souk.dispatch.eta.traffic;

import org.jspecify.annotations.NullMarked;
