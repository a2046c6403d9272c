package souk.dispatch.eta;

/** How far a city's road graph is. */
public sealed interface GraphState {
  /** Being read from the cache or made from the extract. */
  record Loading() implements GraphState {}

  /** Answers. */
  record Ready(int nodes, int edges) implements GraphState {}

  /**
   * Will not answer until the process is started again.
   *
   * @param detail one sentence for an operator
   */
  record Failed(String detail) implements GraphState {}
}
