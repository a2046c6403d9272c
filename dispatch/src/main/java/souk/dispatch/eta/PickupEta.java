package souk.dispatch.eta;

/** When a candidate would be at the pick-up. */
public record PickupEta<D>(D driver, Eta eta) {}
