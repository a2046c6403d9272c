package souk.sim;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import souk.sim.client.IssuerKey;

/**
 * What a run of a city is asked to be.
 *
 * @param driversBase of the server that drivers' phones speak with
 * @param window the time in which riders arrive
 * @param drain the time after it by which every ride must be settled
 * @param osm roads of the city, unless it is the bundled one
 * @param journals where journals are kept; nowhere but in memory without
 */
record CityOptions(
    URI base,
    URI driversBase,
    IssuerKey issuerKey,
    Duration window,
    Duration drain,
    int drivers,
    int riders,
    long seed,
    String city,
    Optional<Path> osm,
    Optional<Path> journals) {}
