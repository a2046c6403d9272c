package souk.server;

import picocli.CommandLine.Command;

/** What only somebody at the machine may do. */
@Command(
    name = "admin",
    description = "What only somebody at the machine may do.",
    subcommands = {GrantCommand.class, RotateCardKeyCommand.class, AdoptCommand.class})
final class AdminCommand {}
