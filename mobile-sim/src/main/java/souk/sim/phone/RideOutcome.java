package souk.sim.phone;

import java.util.Optional;
import java.util.UUID;

/**
 * What became of one wish to ride, as its rider knows it.
 *
 * @param ended the ride's last known status, or why there was no ride
 * @param foundDriver whether the rider ever saw a driver
 * @param cancelling whether the rider was meant to cancel, or did
 */
public record RideOutcome(
    Optional<UUID> ride, String ended, boolean foundDriver, boolean cancelling) {}
