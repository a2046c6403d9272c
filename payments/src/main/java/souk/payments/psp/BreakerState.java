package souk.payments.psp;

/** What a process thinks of the provider. */
enum BreakerState {
  /** It is called as usual. */
  CLOSED,
  /** It failed too often and is left alone for a while. */
  OPEN,
  /** It was left alone; the next few calls say whether it is back. Nobody knows before. */
  TRYING
}
