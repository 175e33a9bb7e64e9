/** Gives up something that was opened. `hurry` settles when there is no more time to wait for work in hand. */
export type Close = (hurry: Promise<void>) => Promise<unknown>

/** What the program holds open, and when it ends. */
export interface Lifetime {
  /** Settles when the program is told to stop, by a signal or a fault. */
  readonly ending: Promise<void>
  /** Settles when nobody wants to wait any longer. */
  readonly hurry: Promise<void>
  /** Remembers how to give something up. Whatever is opened after the end began is given up at once. */
  readonly hold: (close: Close) => Promise<void>
  /** Gives everything up, newest first. */
  readonly end: () => Promise<void>
  readonly onFault: (tell: (fault: Fault) => void) => void
}

/** An error that nobody expected: where it happened, and never its message, which may quote what someone typed. */
export interface Fault {
  readonly error: string
  readonly stack: readonly string[]
}

/** Terminals and process managers often send the same signal to a program and its parent, which passes it on. */
const SAME_SIGNAL_MS = 300

/** Listens for the end of the program: the first signal asks it to stop, another one to stop waiting. */
export function lifetime(): Lifetime {
  const closers: Close[] = []
  const stop = Promise.withResolvers<void>()
  const hurry = Promise.withResolvers<void>()
  let tellFault: (fault: Fault) => void = () => undefined
  let askedAt: number | undefined
  let hasEnded = false

  const onSignal = (): void => {
    if (askedAt !== undefined && performance.now() - askedAt > SAME_SIGNAL_MS) hurry.resolve()
    askedAt ??= performance.now()
    stop.resolve()
  }
  const onFault = (error: unknown): void => {
    tellFault({ error: error instanceof Error ? error.name : typeof error, stack: stackOf(error) })
    process.exitCode = 1
    hurry.resolve()
    stop.resolve()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const) process.on(fault, onFault)
  // Started through a shell of ours that is gone: its parent can no longer pass a signal on.
  process.once('disconnect', onSignal)
  process.channel?.unref()

  return {
    ending: stop.promise,
    hurry: hurry.promise,
    async hold(close) {
      if (hasEnded) await close(Promise.resolve())
      else closers.push(close)
    },
    async end() {
      hasEnded = true
      for (const close of closers.reverse().splice(0)) await close(hurry.promise)
    },
    onFault(tell) {
      tellFault = tell
    },
  }
}

const stackOf = (error: unknown): string[] =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .slice(0, 8)
        .map((line) => line.trim())
    : []
