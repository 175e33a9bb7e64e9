import type { Pool } from 'pg'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Platform } from '../context.ts'
import { allMeasures, type Sample } from './measure.ts'
import { readMeasures } from './read-measures.ts'

/** An answer of the web side. The route is its pattern: an address itself names people's records. */
export interface Answered {
  readonly method: string
  readonly route: string
  readonly status: number
  /** Undefined for a stream, which lasts as long as somebody looks. */
  readonly seconds: number | undefined
}

export interface Metrics {
  readonly answered: (answer: Answered) => void
  /** Everything as Prometheus reads it, and the type of that text. */
  readonly text: () => Promise<string>
  readonly contentType: string
}

/** Seconds that answers are sorted by. */
const BUCKETS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** The numbers of this process and, read when somebody asks, those of the whole program. */
export function makeMetrics(
  platform: Platform,
  pool: Pick<Pool, 'totalCount' | 'idleCount' | 'waitingCount'>,
): Metrics {
  const own = new Registry()
  collectDefaultMetrics({ register: own })
  const requests = new Counter({
    name: 'troth_http_requests_total',
    help: 'Requests answered, by the pattern of their address.',
    labelNames: ['method', 'route', 'status'],
    registers: [own],
  })
  const durations = new Histogram({
    name: 'troth_http_request_duration_seconds',
    help: 'Time until a request was answered, by the pattern of its address; streams are left out.',
    labelNames: ['method', 'route'],
    buckets: BUCKETS,
    registers: [own],
  })
  let reading: Promise<string> | undefined
  const read = async (): Promise<string> => {
    const asked = new Registry()
    addGauge(asked, POOL, [
      { value: pool.totalCount - pool.idleCount, labels: { state: 'in use' } },
      { value: pool.idleCount, labels: { state: 'idle' } },
    ])
    addGauge(asked, POOL_WAITING, [{ value: pool.waitingCount }])
    const { samples, unread } = await readMeasures(platform, allMeasures())
    for (const [measure, found] of samples) addGauge(asked, measure, found)
    addGauge(asked, UNREAD, [{ value: unread }])
    return `${await own.metrics()}\n${await asked.metrics()}`
  }
  return {
    answered({ method, route, status, seconds }) {
      requests.inc({ method, route, status: String(status) })
      if (seconds !== undefined) durations.observe({ method, route }, seconds)
    },
    // Whoever asks meanwhile gets the same answer: a burst of questions costs the database one.
    text: () => (reading ??= read().finally(() => (reading = undefined))),
    contentType: own.contentType,
  }
}

const POOL = {
  name: 'troth_database_connections',
  help: 'Connections of this process to the database. All in use for long means too few, or slow queries.',
  labels: ['state'],
} as const
const POOL_WAITING = {
  name: 'troth_database_waiting',
  help: 'Work of this process that waits for a connection. More than none for long: as above.',
} as const
const UNREAD = {
  name: 'troth_measures_unread',
  help: 'Measures that could not be read just now and are left out. More than none: the database does not answer.',
} as const

function addGauge(
  registry: Registry,
  { name, help, labels = [] }: { name: string; help: string; labels?: readonly string[] },
  samples: readonly Sample[],
): void {
  // Without a sample the library would tell a nought that nobody counted.
  if (samples.length === 0) return
  const gauge = new Gauge({ name, help, labelNames: [...labels], registers: [registry] })
  for (const { value, labels: own = {} } of samples) gauge.set(own, value)
}
