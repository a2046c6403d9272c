package souk.dispatch.chat;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.rating.Party;
import souk.platform.problem.Problem;

/**
 * Who may talk about a trip now.
 *
 * @param driverId who drives or drove it; null while nobody does
 * @param open whether they may write
 */
@MappedEntity("conversation")
record ConversationRow(
    @Id UUID tripId, String cityId, UUID riderId, @Nullable UUID driverId, boolean open) {

  /** As whom the person talks; nobody else has a part in it. */
  Optional<Party> partyOf(UUID person) {
    if (person.equals(riderId)) return Optional.of(Party.RIDER);
    return person.equals(driverId) ? Optional.of(Party.DRIVER) : Optional.empty();
  }

  /**
   * @throws Problem 404 for who is neither its rider nor its present driver
   */
  Party party(UUID person) {
    return partyOf(person).orElseThrow(() -> Problem.notFound("trip"));
  }
}
