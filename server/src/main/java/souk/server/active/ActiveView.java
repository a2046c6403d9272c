package souk.server.active;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import org.jspecify.annotations.Nullable;
import souk.booking.ride.RideView;
import souk.dispatch.chat.ChatPage;
import souk.dispatch.destination.DestinationProposal;
import souk.dispatch.driver.DriverView;
import souk.dispatch.offer.OfferView;
import souk.dispatch.trip.DriversTrip;

/**
 * What a person has going on: as rider, and as driver.
 *
 * @param offer that waits for his answer, be it while he ends a trip
 * @param nextTrip which he has accepted and serves once he has ended the other
 * @param destinationProposal of his rider's, which waits for his answer
 * @param chats the messages about his trips that he has not read
 */
@Introspected
public record ActiveView(
    @Nullable RideView ride,
    @Nullable OfferView offer,
    @Nullable DriversTrip trip,
    @Nullable DriversTrip nextTrip,
    @Nullable DestinationProposal destinationProposal,
    @Nullable DriverView driver,
    List<ChatPage> chats) {}
