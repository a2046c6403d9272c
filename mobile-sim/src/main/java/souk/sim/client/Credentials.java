package souk.sim.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import souk.sim.plan.Person;

/** One person's token, renewed before it expires and whenever the server wants another. */
public final class Credentials {
  private static final Duration RENEW_BEFORE_EXPIRY = Duration.ofMinutes(1);

  private record Token(String value, Instant renewAt) {}

  private final TokenMint mint;
  private final Person person;
  private final InstantSource clock;
  private volatile @Nullable Token token;

  /** The credentials of a person. */
  public Credentials(TokenMint mint, Person person, InstantSource clock) {
    this.mint = mint;
    this.person = person;
    this.clock = clock;
  }

  /** The value of the Authorization header. */
  String bearer() {
    var current = token;
    if (current == null || !clock.instant().isBefore(current.renewAt)) current = renewed();
    return "Bearer " + current.value;
  }

  /** Forgets the token: the server has refused it. */
  void refused() {
    token = null;
  }

  private Token renewed() {
    var now = clock.instant();
    var fresh =
        new Token(mint.token(person, now), now.plus(TokenMint.LIFETIME).minus(RENEW_BEFORE_EXPIRY));
    token = fresh;
    return fresh;
  }
}
