package souk.dispatch.city;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the {@code .osm.pbf} of a city's roads comes from. */
public sealed interface OsmExtract {
  /**
   * Opens the extract; the caller closes it.
   *
   * @throws IOException when it is not there or cannot be read
   */
  InputStream open() throws IOException;

  /** An extract on this machine's disk. */
  record OnDisk(Path file) implements OsmExtract {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }

  /** An extract that comes on the class path, by its absolute resource name. */
  record OnClassPath(String resource) implements OsmExtract {
    @Override
    public InputStream open() throws IOException {
      var stream = OsmExtract.class.getClassLoader().getResourceAsStream(resource);
      if (stream == null) {
        throw new FileNotFoundException("classpath:" + resource);
      }
      return stream;
    }

    @Override
    public String toString() {
      return "classpath:" + resource;
    }
  }
}
