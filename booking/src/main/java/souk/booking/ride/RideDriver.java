package souk.booking.ride;

import java.util.UUID;

/** Whom the rider will recognise, and by which car. */
public record RideDriver(UUID id, String name, String plate, String model, String colour) {}
