package souk.booking.stay;

import java.time.Instant;

/**
 * When a booked stay begins and ends, by the hotel's own days.
 *
 * @param arrivesFrom from when on its guest may be checked in
 * @param noShowFrom from when on he may be said not to have come
 * @param leaveBy when it ends though nobody has said so
 */
record StayTimes(Instant arrivesFrom, Instant noShowFrom, Instant leaveBy) {}
