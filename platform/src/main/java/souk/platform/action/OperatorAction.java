package souk.platform.action;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something an operator did.
 *
 * @param name {@code <aggregate>.<past event>}, as {@code driver.blocked}
 * @param subjectKind what it was done to, as {@code driver}
 * @param subjectId its id; for a ride or its trip, the ride's
 * @param reason the operator's own words
 * @param before what is to be remembered of the subject as it was, to be written as JSON; fields
 *     that are named like secrets are left out
 * @param after the same, as it is now
 */
public record OperatorAction(
    String name,
    String subjectKind,
    String subjectId,
    @Nullable String reason,
    @Nullable Object before,
    @Nullable Object after) {

  /** As the other, of a subject whose id is a UUID. */
  public OperatorAction(
      String name,
      String subjectKind,
      UUID subjectId,
      @Nullable String reason,
      @Nullable Object before,
      @Nullable Object after) {
    this(name, subjectKind, subjectId.toString(), reason, before, after);
  }
}
