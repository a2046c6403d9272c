package souk.platform.push;

import java.util.UUID;

/** The port to whatever reaches a phone with no open socket. Delivery is the carrier's affair. */
public interface Notifications {
  void tell(UUID person, Notice notice);
}
