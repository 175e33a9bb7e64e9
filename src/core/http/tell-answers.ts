import type { FastifyInstance } from 'fastify'
import type { Answered } from '../observability/metrics.ts'

/** Tells of every answer once it has been sent, by the pattern of its address: what people typed stands in no number. */
export function tellAnswers(app: FastifyInstance, tell: (answer: Answered) => void): void {
  app.addHook('onResponse', (request, reply, done) => {
    const isStream = reply.getHeader('content-type') === 'text/event-stream'
    tell({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      seconds: isStream ? undefined : reply.elapsedTime / 1000,
    })
    done()
  })
}
