package souk.embedded.launch;

import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The processes that one embedded Souk consists of. */
interface ProcessTable {

  /**
   * What the server needs; all are started together.
   *
   * @param serverPort where the server will be
   */
  List<Service> engines(int serverPort);

  /**
   * The server, which is started when every engine is ready.
   *
   * @param portOf the port of the engine of this name
   */
  Service server(ToIntFunction<String> portOf);

  /** Pages for people beside the server's own, by name. */
  Map<String, String> pages();
}
