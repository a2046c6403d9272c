package souk.dispatch.chat;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;
import souk.dispatch.rating.Party;

/** A conversation as its row has it. */
@MappedEntity(value = "chat", schema = "dispatch")
record ChatRow(
    @Id UUID id,
    UUID tripId,
    UUID driverId,
    UUID riderId,
    long lastSeq,
    long riderRead,
    long driverRead) {

  /** Up to where the party has read. */
  long read(Party party) {
    return switch (party) {
      case RIDER -> riderRead;
      case DRIVER -> driverRead;
    };
  }
}
