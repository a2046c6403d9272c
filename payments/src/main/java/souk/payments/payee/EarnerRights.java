package souk.payments.payee;

import java.util.Set;
import java.util.UUID;

/**
 * Who acts for earners that are no persons. A module that knows those of one kind, such as hotels,
 * has a bean of this type; without one nobody acts for that kind.
 */
public interface EarnerRights {
  /** The kind that it knows of; one bean for each. */
  Payee.Kind kind();

  /**
   * The persons who may see what the earner earns, and say how it is paid; empty for one that is
   * not there. Asked at each request, so it should be quick.
   */
  Set<UUID> people(UUID earner);
}
