package souk.dispatch.rating;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of ratings at any moment. */
@Factory
final class RatingAudit {
  /**
   * Both sides are written in one transaction; the grace covers nothing but a clock that was moved.
   */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  @Singleton
  @Named("dispatch_reputation_is_its_ratings")
  AuditRule reputation() {
    return new AuditRule(
        "dispatch_reputation_is_its_ratings",
        "A person's reputation is the sum of the ratings given to him.",
        AT_ONCE,
        """
        WITH given AS (
          SELECT person_id, CASE rated_by WHEN 'RIDER' THEN 'DRIVER' ELSE 'RIDER' END AS party,
                 count(*) AS ratings, sum(weight) AS weight, sum(weight * stars) AS weighted_stars,
                 max(created_at) AS last_at
          FROM dispatch.rating GROUP BY 1, 2)
        SELECT CAST(coalesce(g.person_id, r.person_id) AS text) AS subject,
               format('%s ratings of weight %s, reputation of %s and %s', coalesce(g.ratings, 0),
                      coalesce(g.weight, 0), coalesce(r.ratings, 0), coalesce(r.weight, 0))
                 AS detail
        FROM given g
        FULL JOIN dispatch.reputation r ON r.person_id = g.person_id AND r.party = g.party
        WHERE (g.ratings, g.weight, g.weighted_stars)
                IS DISTINCT FROM (r.ratings, r.weight, r.weighted_stars)
          AND coalesce(g.last_at, '-infinity') < clock_timestamp() - ? * interval '1 s'
        """);
  }
}
