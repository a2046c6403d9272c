package souk.booking.fare;

/**
 * The way that was driven.
 *
 * @param polyline for a map, in the encoded polyline format
 */
public record Metered(Measured measured, String polyline) {}
