import { PassThrough, type Readable } from 'node:stream'
import type { Platform } from '../context.ts'
import { platformReader } from '../database/platform-reader.ts'
import { whyEnded } from '../identity/sessions/session.ts'
import type { SessionTables } from '../identity/sessions/tables.ts'
import { liveCounts, type Listener } from './live-counts.ts'

/** One open page. */
interface Stream extends Listener {
  readonly tenantId: string
  readonly sessionId: string
  readonly out: PassThrough
  readonly isServing: () => boolean
  last: string
}

/** Milliseconds between looks at the numbers, and between signs of life that keep proxies from cutting the line. */
const LOOK_EVERY = 5_000
const SIGN_OF_LIFE_EVERY = 15_000
const TICK = 1_000
/** Pages of one account, and of all accounts, that one process keeps fresh. More are told no; they work without. */
export const MOST_OF_ACCOUNT = 6
export const MOST_STREAMS = 5_000
/** Bytes that a client may leave unread before it is let go. */
const MOST_UNREAD = 64 * 1024

/** The open pages of one process, and the one clock that keeps them all fresh. */
export class LiveHub {
  readonly #platform: Platform
  readonly #streams = new Set<Stream>()
  #timer: NodeJS.Timeout | undefined
  #ticks = 0
  #looking = false

  constructor(platform: Platform) {
    this.#platform = platform
  }

  get size(): number {
    return this.#streams.size
  }

  /** Opens a stream for a page, or nothing when there are too many. The first numbers follow at once. */
  open(who: Omit<Stream, 'out' | 'last'>): Readable | undefined {
    const ofAccount = [...this.#streams].filter(({ accountId }) => accountId === who.accountId).length
    if (ofAccount >= MOST_OF_ACCOUNT || this.#streams.size >= MOST_STREAMS) return undefined
    const stream: Stream = { ...who, out: new PassThrough(), last: '' }
    stream.out.on('close', () => this.#forget(stream))
    stream.out.write(`retry: ${LOOK_EVERY}\n\n`)
    this.#streams.add(stream)
    this.#timer ??= setInterval(() => void this.#tick(), TICK).unref()
    void this.#count(who.tenantId, [stream])
    return stream.out
  }

  /** Ends every stream: the program stops. */
  end(): void {
    for (const stream of [...this.#streams]) this.#end(stream)
  }

  /** Sends the numbers that have changed, of every organisation. Ends the streams of sessions that have ended. */
  async look(): Promise<void> {
    await this.#endWithSessions()
    const byTenant = Map.groupBy(this.#streams, ({ tenantId }) => tenantId)
    for (const [tenantId, streams] of byTenant) await this.#count(tenantId, streams)
  }

  /** Counts for these pages of one organisation. What goes wrong there is nothing to the others. */
  async #count(tenantId: string, streams: readonly Stream[]): Promise<void> {
    try {
      const people = [...new Map(streams.map((stream) => [stream.accountId, stream])).values()]
      const counts = await liveCounts({ ...this.#platform, tenantId }, people)
      for (const stream of streams) this.#send(stream, counts.get(stream.accountId))
    } catch (error) {
      this.#warn(error)
    }
  }

  /** Old numbers stand on the pages; the next look tries again. */
  #warn(error: unknown): void {
    this.#platform.log.warn({ error: error instanceof Error ? error.name : 'Error' }, 'live counts')
  }

  async #tick(): Promise<void> {
    this.#ticks += 1
    for (const stream of [...this.#streams]) if (!stream.isServing()) this.#end(stream)
    if (this.#ticks % (SIGN_OF_LIFE_EVERY / TICK) === 0)
      for (const { out } of this.#streams) out.write(': still here\n\n')
    if (this.#looking) return
    this.#looking = true
    // Someone who left, or whose role changed, has no session any more, and is out within the second.
    if (this.#ticks % (LOOK_EVERY / TICK) === 0) await this.look()
    else await this.#endWithSessions()
    this.#looking = false
  }

  #send(stream: Stream, counts: string | undefined): void {
    if (counts === undefined || counts === stream.last || !this.#streams.has(stream)) return
    if (stream.out.writableLength > MOST_UNREAD) return this.#end(stream)
    stream.last = counts
    stream.out.write(`data: ${counts}\n\n`)
  }

  async #endWithSessions(): Promise<void> {
    const ids = [...new Set([...this.#streams].map(({ sessionId }) => sessionId))]
    if (ids.length === 0) return
    const sessions = await this.#sessions(ids).catch((error: unknown) => this.#warn(error))
    if (!sessions) return
    const now = this.#platform.clock.now()
    const live = new Set(sessions.filter((session) => !whyEnded(session, now)).map((session) => session.session_id))
    const seen = new Set(ids)
    for (const stream of [...this.#streams])
      if (seen.has(stream.sessionId) && !live.has(stream.sessionId)) this.#end(stream)
  }

  async #sessions(ids: readonly string[]) {
    return await platformReader<SessionTables>(this.#platform)
      .selectFrom('core.session')
      .select([
        'session_id',
        'ended_at as endedAt',
        'ends_at as endsAt',
        'last_seen_at as lastSeenAt',
        'idle_seconds as idleSeconds',
      ])
      .where('session_id', 'in', ids)
      .execute()
  }

  #end(stream: Stream): void {
    stream.out.end()
    this.#forget(stream)
  }

  #forget(stream: Stream): void {
    this.#streams.delete(stream)
    if (this.#streams.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}

const hubs = new WeakMap<object, LiveHub>()

/** The hub of a running program, one for each pool of connections. */
export function liveHubOf(platform: Platform): LiveHub {
  const hub = hubs.get(platform.db) ?? new LiveHub(platform)
  hubs.set(platform.db, hub)
  return hub
}

/** Ends every open stream, so that the program can stop at once. */
export const endLiveStreams = (platform: Platform): void => hubs.get(platform.db)?.end()
