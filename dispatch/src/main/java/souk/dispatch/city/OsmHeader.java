package souk.dispatch.city;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.openstreetmap.osmosis.osmbinary.Fileformat.Blob;
import org.openstreetmap.osmosis.osmbinary.Fileformat.BlobHeader;
import org.openstreetmap.osmosis.osmbinary.Osmformat.HeaderBBox;
import org.openstreetmap.osmosis.osmbinary.Osmformat.HeaderBlock;

/** Reads the first block of an {@code .osm.pbf}, which says what ground the extract covers. */
final class OsmHeader {
  /** The format's own limits for a block's header and a block. */
  private static final int HEADER_BYTES_MAX = 64 * 1024;

  private static final int BLOCK_BYTES_MAX = 32 * 1024 * 1024;

  private static final double NANODEGREE = 1e-9;

  private OsmHeader() {}

  /**
   * The rectangle that the extract says it covers.
   *
   * @throws IOException when it cannot be read, is no {@code .osm.pbf} or does not say
   */
  static ServiceArea bounds(OsmExtract extract) throws IOException {
    try (var in = new DataInputStream(extract.open())) {
      var kind = BlobHeader.parseFrom(block(in, in.readInt(), HEADER_BYTES_MAX));
      if (!kind.getType().equals("OSMHeader")) {
        throw new IOException("it begins with a block of type " + kind.getType());
      }
      var blob = Blob.parseFrom(block(in, kind.getDatasize(), BLOCK_BYTES_MAX));
      var header = HeaderBlock.parseFrom(content(blob));
      if (!header.hasBbox()) {
        throw new IOException("its header has no bounds");
      }
      return rectangle(header.getBbox());
    }
  }

  private static byte[] block(DataInputStream in, int bytes, int bytesMax) throws IOException {
    if (bytes < 0 || bytes > bytesMax) {
      throw new IOException("it is not in the format .osm.pbf");
    }
    var block = new byte[bytes];
    in.readFully(block);
    return block;
  }

  private static InputStream content(Blob blob) {
    return blob.hasRaw()
        ? blob.getRaw().newInput()
        : new InflaterInputStream(blob.getZlibData().newInput());
  }

  private static ServiceArea rectangle(HeaderBBox box) {
    var south = box.getBottom() * NANODEGREE;
    var north = box.getTop() * NANODEGREE;
    var west = box.getLeft() * NANODEGREE;
    var east = box.getRight() * NANODEGREE;
    return new ServiceArea(
        List.of(
            new Point(south, west),
            new Point(south, east),
            new Point(north, east),
            new Point(north, west)));
  }
}
