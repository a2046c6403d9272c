package souk.booking.stay.calendar;

/**
 * What can be sold of a type of rooms in a night.
 *
 * @param free how many rooms nobody else has
 * @param minStay how many nights a stay has at least that begins in this
 * @param maxStay how many at most; 0 for no limit
 */
public record Night(
    NightKey key,
    int free,
    boolean stopSell,
    boolean closedToArrival,
    boolean closedToDeparture,
    int minStay,
    int maxStay) {}
