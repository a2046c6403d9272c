package souk.dispatch.city;

import java.util.regex.Pattern;

/**
 * A city's slug, the {@code city_id} of every row and key that belongs to it.
 *
 * @param slug 1 to 40 lower-case letters, digits and inner hyphens, beginning with a letter
 */
public record CityId(String slug) implements Comparable<CityId> {
  private static final Pattern SLUG = Pattern.compile("[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?");

  /**
   * @throws IllegalArgumentException when the slug is not of that form
   */
  public CityId {
    if (!SLUG.matcher(slug).matches()) {
      throw new IllegalArgumentException(
          "A city's id must be 1 to 40 lower-case letters, digits and hyphens, not '%s'."
              .formatted(slug));
    }
  }

  @Override
  public int compareTo(CityId other) {
    return slug.compareTo(other.slug);
  }

  @Override
  public String toString() {
    return slug;
  }
}
