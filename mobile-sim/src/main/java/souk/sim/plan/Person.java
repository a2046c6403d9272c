package souk.sim.plan;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Somebody with a phone; the same seed, role and number are the same person in every run. */
public record Person(Role role, int number, UUID id) {
  private static final UUID NAMESPACE = UUID.fromString("5b0d3c1e-6c7f-5d0a-9a52-3f1f6f0c9b11");

  /** The person of a seed. */
  public static Person of(long seed, Role role, int number) {
    var name = "souk-sim/" + seed + "/" + role + "/" + number;
    return new Person(role, number, UuidCreator.getNameBasedSha1(NAMESPACE, name));
  }

  /** What journals and reports call the person, for example {@code rider-17}. */
  public String name() {
    return role.word() + "-" + number;
  }
}
