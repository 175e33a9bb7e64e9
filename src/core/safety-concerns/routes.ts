import { handRoute } from '../http/hand-route.ts'
import { openToAll } from '../http/open-to-all.ts'
import { signInState } from '../http/request-context.ts'
import { concernPaths } from './paths.ts'

/** One address for every footer: on to the page of whoever is asking, where a report reaches the right organisation. */
handRoute({
  method: 'GET',
  path: '/safety-concern',
  audience: 'public',
  policy: openToAll,
  async handle(platform, options, request, reply) {
    const signIn = await signInState(platform, options.findSignedIn, request)
    if (signIn.state !== 'signed-in') return void (await reply.redirect(concernPaths.choose(), 303))
    const isPatient = signIn.session.accountKind === 'patient'
    await reply.redirect(isPatient ? concernPaths.patient() : concernPaths.staff(), 303)
  },
})
