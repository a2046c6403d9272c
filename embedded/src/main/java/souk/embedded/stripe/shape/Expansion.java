package souk.embedded.stripe.shape;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which ids the caller wants to see as whole objects ({@code expand[]}). */
public record Expansion(Set<String> paths) {
  /** Nothing is expanded. */
  public static final Expansion NONE = new Expansion(Set.of());

  public Expansion {
    paths = Set.copyOf(paths);
  }

  /** What {@code expand[]} asks for. */
  public static Expansion of(List<String> paths) {
    return new Expansion(Set.copyOf(paths));
  }

  /** Whether a field is to be shown whole. */
  public boolean has(String field) {
    return paths.stream().anyMatch(path -> path.equals(field) || path.startsWith(field + "."));
  }

  /** What is asked for below a field. */
  public Expansion below(String field) {
    var prefix = field + ".";
    return of(
        paths.stream()
            .filter(path -> path.startsWith(prefix))
            .map(path -> path.substring(prefix.length()))
            .toList());
  }

  /** The first path that leads nowhere, if there is one. */
  public Optional<String> unknownAmong(Set<String> known) {
    return paths.stream().filter(path -> !known.contains(path)).findFirst();
  }
}
