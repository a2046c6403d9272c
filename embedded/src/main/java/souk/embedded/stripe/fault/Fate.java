package souk.embedded.stripe.fault;

import java.time.Duration;
import java.util.Optional;

/** How long a request takes by nature, and what goes wrong with it. */
record Fate(Duration takes, Optional<Fault> fault) {}
