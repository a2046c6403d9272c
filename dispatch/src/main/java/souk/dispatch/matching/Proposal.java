package souk.dispatch.matching;

import java.util.UUID;
import souk.dispatch.eta.Eta;

/** A trip for a driver, and why. */
record Proposal(UUID trip, long tripVersion, UUID driver, Eta pickup, Explanation explanation) {}
