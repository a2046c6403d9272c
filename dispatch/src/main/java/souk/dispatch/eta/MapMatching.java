package souk.dispatch.eta;

import java.util.List;
import souk.dispatch.city.CityId;

/** Finds the roads that a car drove from where its phone says it was. */
public interface MapMatching {
  /**
   * The way of a track over the city's roads. Never throws: whatever the samples are (late,
   * repeated, in any order, kilometres apart, in the sea) the answer covers what can be made of
   * them and says how far it is to be trusted. Without roads, or in a city that is not known, it is
   * the straight line.
   */
  MatchedTrack match(CityId city, List<Sample> samples);
}
