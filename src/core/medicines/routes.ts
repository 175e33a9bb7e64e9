import { readInTenant } from '../database/in-tenant.ts'
import { handRoute } from '../http/hand-route.ts'
import { signedInContext, signInState } from '../http/request-context.ts'
import { allows } from '../policy/enforce.ts'
import { suggestionOf } from './match-words.ts'
import { medicinePaths } from './paths.ts'
import { lookUpMedicines } from './policy.ts'
import { searchMedicines, type MedicineMatches } from './queries/search-medicines.ts'
import type { MedicineTables } from './tables.ts'

/** Few enough to be gone through by keyboard. */
const MOST_SUGGESTED = 10
const LONGEST = 200

/** What a box that suggests medicines asks for while someone types. */
handRoute({
  method: 'GET',
  path: medicinePaths.suggestions(),
  audience: 'staff',
  policy: lookUpMedicines,
  async handle(platform, options, request, reply) {
    const signIn = await signInState(platform, options.findSignedIn, request)
    if (signIn.state !== 'signed-in') return void (await reply.status(401).send({ options: [], isMore: false }))
    const ctx = signedInContext(platform, signIn, 'administration', request)
    if (!allows(lookUpMedicines, ctx, undefined))
      return void (await reply.status(403).send({ options: [], isMore: false }))
    const { q } = request.query as { q?: unknown }
    const typed = typeof q === 'string' ? q.slice(0, LONGEST) : ''
    const { matches, isMore } = await readInTenant<MedicineTables, MedicineMatches>(ctx, (tx) =>
      searchMedicines(tx, typed, { limit: MOST_SUGGESTED }),
    )
    await reply.header('cache-control', 'private, no-store').send({ options: matches.map(suggestionOf), isMore })
  },
})
