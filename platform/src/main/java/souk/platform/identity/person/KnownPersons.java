package souk.platform.identity.person;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.identity.Person;
import souk.platform.identity.Role;

/**
 * The persons of other issuers, kept for a minute so that a request need not ask for the row. The
 * id is the subject where that is a UUID, else derived from issuer and subject; an id that belongs
 * to another issuer's person is never given out.
 */
@Singleton
public final class KnownPersons {
  private static final Logger log = LoggerFactory.getLogger(KnownPersons.class);
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int KEPT_MAX = 100_000;

  private final Persons persons;
  private final Cache<Subject, Person> known =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(KEPT_MAX).build();

  /** Whom an issuer speaks of. */
  public record Subject(String issuer, String subject) {}

  KnownPersons(Persons persons) {
    this.persons = persons;
  }

  /** The person, when there is one, with the roles of our table. */
  public Optional<Person> find(Subject subject) {
    return Optional.ofNullable(known.getIfPresent(subject)).or(() -> read(subject));
  }

  /** The person, made with this name and these roles when there is none yet. */
  public Optional<Person> findOrAdd(Subject subject, String name, Set<Role> firstRoles) {
    return find(subject).or(() -> add(subject, name, firstRoles));
  }

  /**
   * Gives the person a role, making the person when there is none yet; answers whether the role is
   * new, and nothing when the subject is another issuer's person.
   */
  public Optional<Boolean> grant(Subject subject, Role role) {
    persons.add(id(subject), subject.issuer(), subject.subject(), "", Set.of());
    var person = persons.find(subject.issuer(), subject.subject());
    var isNew = person.map(row -> persons.grant(row.id(), role));
    known.invalidate(subject);
    return isNew;
  }

  private Optional<Person> add(Subject subject, String name, Set<Role> firstRoles) {
    persons.add(id(subject), subject.issuer(), subject.subject(), name, firstRoles);
    var added = read(subject);
    if (added.isEmpty()) {
      log.warn("issuer {} speaks of a person of another issuer", subject.issuer());
    }
    return added;
  }

  private Optional<Person> read(Subject subject) {
    var person =
        persons
            .find(subject.issuer(), subject.subject())
            .map(row -> new Person(row.id(), persons.roles(row.id()), row.name()));
    person.ifPresent(found -> known.put(subject, found));
    return person;
  }

  static UUID id(Subject subject) {
    try {
      var id = UUID.fromString(subject.subject());
      if (id.toString().equals(subject.subject())) return id;
    } catch (IllegalArgumentException noUuid) {
      log.trace("a subject that is no UUID");
    }
    var name = subject.issuer() + "\n" + subject.subject();
    return UuidCreator.getNameBasedSha1(name.getBytes(StandardCharsets.UTF_8));
  }
}
