package souk.booking.ride;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

@MappedEntity(value = "driven_way", schema = "booking")
record DrivenWayRow(@Id UUID rideId, String polyline) {}
