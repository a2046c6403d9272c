package souk.embedded.launch;

import java.util.function.IntFunction;
import souk.embedded.process.ChildSpec;
import souk.embedded.process.Probe;

/**
 * One line of the process table.
 *
 * @param spec what to run for a given port; may prepare the service's data, which takes time
 * @param probe how to see that it is ready at that port
 */
record Service(String name, IntFunction<ChildSpec> spec, IntFunction<Probe> probe) {}
