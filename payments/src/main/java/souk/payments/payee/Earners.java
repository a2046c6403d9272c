package souk.payments.payee;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

/**
 * Says for whom a person acts who asks about earnings. A driver earns himself, and so does a
 * merchant who has one restaurant and no more; what else earns has an id of its own, and the module
 * that knows it says who acts for it.
 */
@Singleton
public final class Earners {
  private final Collection<EarnerRights> rights;

  Earners(Collection<EarnerRights> rights) {
    this.rights = rights;
  }

  /**
   * For whom the person acts now.
   *
   * @param kind null for the only one that he has the role of
   * @param id null for himself, which a hotel cannot be
   * @throws Problem 400 {@code kind_needed}, {@code earner_needed}; 403 for one for whom he may not
   *     act, there or not
   */
  public Earner of(Person person, Payee.@Nullable Kind kind, @Nullable UUID id) {
    var as = kind == null ? onlyKind(person) : kind;
    if (id == null && as == Payee.Kind.HOST) {
      throw Problem.malformed("earner_needed", "Say for which one you ask, with earner=.");
    }
    var earner = new Earner(as, id == null ? person.id() : id);
    if (!person.is(role(as)) || !people(earner).contains(person.id())) {
      throw Problem.forbidden("You may not act for this earner.");
    }
    return earner;
  }

  /** The persons who are told about it. */
  public Set<UUID> people(Earner earner) {
    return switch (earner.kind()) {
      case DRIVER -> Set.of(earner.id());
      case HOST -> known(earner);
      case MERCHANT -> {
        var people = known(earner);
        yield people.isEmpty() ? Set.of(earner.id()) : people;
      }
    };
  }

  /** By whichever module knows those of the kind; empty where none does. */
  private Set<UUID> known(Earner earner) {
    return rights.stream()
        .filter(known -> known.kind() == earner.kind())
        .findFirst()
        .map(known -> known.people(earner.id()))
        .orElse(Set.of());
  }

  private static Payee.Kind onlyKind(Person person) {
    var kinds = List.of(Payee.Kind.values()).stream().filter(one -> person.is(role(one))).toList();
    if (kinds.size() == 1) return kinds.getFirst();
    throw Problem.malformed("kind_needed", "You earn in several ways: say as what, with kind=.");
  }

  private static Role role(Payee.Kind kind) {
    return switch (kind) {
      case DRIVER -> Role.DRIVER;
      case MERCHANT -> Role.MERCHANT;
      case HOST -> Role.HOST;
    };
  }
}
