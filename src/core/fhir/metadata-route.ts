import { handRoute } from '../http/hand-route.ts'
import { openToAll } from '../http/open-to-all.ts'
import { capabilityStatement } from './capability-statement.ts'
import { answerType, FHIR_JSON } from './content-type.ts'
import { allInteractions } from './interactions.ts'
import { operationOutcome } from './operation-outcome.ts'
import { FHIR_ROOT } from './serve.ts'

/** What this program can do, for anyone: it says nothing about any person. */
handRoute({
  method: 'GET',
  path: `${FHIR_ROOT}/metadata`,
  audience: 'machine',
  policy: openToAll,
  async handle(platform, options, request, reply) {
    const { _format: format } = request.query as { _format?: unknown }
    const type = answerType(request.headers.accept, typeof format === 'string' ? format : undefined)
    const base = `${options.publicUrl.replace(/\/$/, '')}${FHIR_ROOT}`
    const content = type
      ? capabilityStatement(base, platform.clock.today(), allInteractions())
      : operationOutcome('not-supported', `Only JSON can be sent back: use Accept: ${FHIR_JSON}.`, 'http.Accept')
    await reply
      .status(type ? 200 : 406)
      .type(`${type ?? FHIR_JSON}; charset=utf-8`)
      .send(JSON.stringify(content))
  },
})
