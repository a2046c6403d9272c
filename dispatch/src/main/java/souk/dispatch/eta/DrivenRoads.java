package souk.dispatch.eta;

import java.util.List;
import java.util.Optional;
import souk.dispatch.city.CityId;

/** The roads that cars drove, and how fast: what live speeds are learned from. */
public interface DrivenRoads {
  /**
   * The passages of a track over the city's roads. Never throws; what cannot be told from the
   * samples is left out, and so is a place where the car stood for longer than traffic stands:
   * {@link PassageReader}.
   */
  List<Passage> passages(CityId city, List<Sample> samples);

  /** The fingerprint of the city's road graph, once it is loaded. */
  Optional<String> graph(CityId city);
}
