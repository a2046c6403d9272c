package souk.dispatch.rating;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/** The sums over what a person was given as rider or as driver. */
@MappedEntity(value = "reputation", schema = "dispatch")
record ReputationRow(
    @Id UUID personId, String party, long ratings, long weight, long weightedStars) {}
