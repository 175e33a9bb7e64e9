import { sql } from 'kysely'
import { handRoute } from './hand-route.ts'
import { openToAll } from './open-to-all.ts'

handRoute({
  method: 'GET',
  path: '/health/live',
  audience: 'machine',
  policy: openToAll,
  handle: async (_platform, _options, _request, reply) => {
    await reply.send({ status: 'live' })
  },
})

handRoute({
  method: 'GET',
  path: '/health/ready',
  audience: 'machine',
  policy: openToAll,
  handle: async (platform, _options, _request, reply) => {
    try {
      await sql`select 1`.execute(platform.db)
      await reply.send({ status: 'ready' })
    } catch {
      await reply.status(503).send({ status: 'waiting for the database' })
    }
  },
})
