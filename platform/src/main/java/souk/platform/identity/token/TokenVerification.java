package souk.platform.identity.token;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.identity.TokenTimes;
import souk.platform.identity.person.KnownPersons;
import souk.platform.identity.person.KnownPersons.Subject;
import souk.platform.identity.person.Revocations;
import souk.platform.problem.Problem;

/** Finds out whose token this is: by the issuer it names, that issuer's keys, and its claims. */
@Singleton
final class TokenVerification {
  private static final Logger log = LoggerFactory.getLogger(TokenVerification.class);
  private static final int LENGTH_MAX = 6_000;
  private static final int SUBJECT_MAX = 255;
  private static final Duration ISSUER_AWAY = Duration.ofSeconds(5);

  private final Issuers issuers;
  private final KnownPersons persons;

  TokenVerification(Issuers issuers, KnownPersons persons) {
    this.issuers = issuers;
    this.persons = persons;
  }

  /**
   * Verifies the token; empty when it is not to be believed. May ask the database and an issuer.
   *
   * @throws Problem 503 {@code issuer_away} when nobody can say whether to believe it
   */
  Optional<VerifiedToken> verify(String token) {
    if (token.length() > LENGTH_MAX) return Optional.empty();
    try {
      return verified(SignedJWT.parse(token));
    } catch (JWKSetUnavailableException away) {
      log.warn("the keys of an issuer cannot be read: {}", away.getMessage());
      throw Problem.unavailable(
          "issuer_away", "The issuer of this token cannot be asked for its keys.", ISSUER_AWAY);
    } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException refused) {
      log.debug("a token is refused: {}", refused.getMessage());
      return Optional.empty();
    }
  }

  private Optional<VerifiedToken> verified(SignedJWT token)
      throws ParseException, BadJOSEException, JOSEException {
    var issuer = issuers.find(token.getJWTClaimsSet().getIssuer());
    if (issuer.isEmpty()) return Optional.empty();
    var claims = issuer.get().verify(token);
    var times = times(claims);
    return person(issuer.get(), claims).map(person -> new VerifiedToken(person, times));
  }

  private static TokenTimes times(JWTClaimsSet claims) throws BadJWTException {
    var issuedAt = claims.getIssueTime().toInstant();
    var now = Instant.now();
    if (issuedAt.isAfter(now.plus(Issuer.SKEW))) throw new BadJWTException("issued in the future");
    if (issuedAt.isBefore(now.minus(Revocations.LONGEST_TOKEN))) {
      throw new BadJWTException("issued too long ago");
    }
    return new TokenTimes(issuedAt, claims.getExpirationTime().toInstant());
  }

  private Optional<Person> person(Issuer issuer, JWTClaimsSet claims)
      throws ParseException, BadJWTException {
    var roles = roles(issuer, claims);
    var name = claims.getStringClaim("name");
    var subject = new Subject(issuer.iss(), claims.getSubject());
    if (subject.subject().length() > SUBJECT_MAX || !storable(subject.subject() + name)) {
      throw new BadJWTException("a subject or name that cannot be kept");
    }
    return switch (issuer.newcomers()) {
      case OURS ->
          Optional.of(
              new Person(
                  UUID.fromString(subject.subject()),
                  roles.orElse(Set.of()),
                  name == null ? "" : name));
      case REFUSED -> persons.find(subject).map(known -> as(known, roles, name));
      case WELCOME ->
          persons
              .findOrAdd(subject, name == null ? "" : name, firstRoles(issuer, roles))
              .map(known -> as(known, roles, name));
    };
  }

  /** The token's roles, as far as its issuer may give them; empty when it does not speak of any. */
  private static Optional<Set<Role>> roles(Issuer issuer, JWTClaimsSet claims)
      throws ParseException {
    return Optional.ofNullable(claims.getStringListClaim("roles"))
        .map(names ->
            Stream.of(Role.values())
                .filter(role -> names.contains(role.name()) && issuer.believed().contains(role))
                .collect(toUnmodifiableSet()));
  }

  /** Somebody new whose issuer knows no roles begins as a customer, where it may. */
  private static Set<Role> firstRoles(Issuer issuer, Optional<Set<Role>> roles) {
    var customer = roles.isEmpty() && issuer.believed().contains(Role.CUSTOMER);
    return customer ? Set.of(Role.CUSTOMER) : Set.of();
  }

  private static Person as(Person known, Optional<Set<Role>> roles, @Nullable String name) {
    return new Person(known.id(), roles.orElse(known.roles()), name == null ? known.name() : name);
  }

  /** PostgreSQL keeps no NUL and no half of a surrogate pair. */
  private static boolean storable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }
}
