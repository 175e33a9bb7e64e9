import type { Context } from '../../context.ts'
import { PUBLIC_ACTOR_ID } from '../../http/request-context.ts'
import type { AccessTest } from './people.test-support.ts'

/** Someone who has not signed in, at a network address. */
export const publicVisitor = (test: AccessTest, address = '192.0.2.7'): Context => ({
  ...test.as([]),
  actor: { kind: 'public', id: PUBLIC_ACTOR_ID, roles: ['public'], rights: [] },
  purpose: 'own-record',
  visitor: { address },
})
