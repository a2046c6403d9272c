package souk.dispatch.eta;

import java.util.List;
import souk.dispatch.city.Point;

/**
 * Roads on which samples lie.
 *
 * @param metres along the path
 * @param nearness from 0 to 1, how near the samples are to it
 */
record Fit(List<Point> path, double metres, double nearness) {}
