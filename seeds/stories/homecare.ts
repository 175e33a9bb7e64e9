import '../../src/services/homecare/index.ts'
import type { Platform } from '../../src/core/context.ts'
import { addCompanies, agreeToSend, approveSchemes } from '../homecare/agreements.ts'
import { carry } from '../homecare/carry.ts'
import { type Case, CASES, comesTo, type Stage } from '../homecare/cases.ts'
import { prescribe, sign } from '../homecare/prescribing.ts'
import { acceptRegistration, register } from '../homecare/registering.ts'
import { sideBySide } from '../side-by-side.ts'
import { acceptPrescription, pause, send, supply } from '../homecare/supplying.ts'
import { worldOf } from '../homecare/world.ts'

interface Going {
  readonly one: Case
  readonly prescriptionId: string
}

/**
 * Medicines at home, by the real commands on both sides: one person for everything that the worklist has to show. Each step
 * looks at how far it has come, so a story that was interrupted goes on.
 */
export async function seedHomecare(platform: Platform): Promise<void> {
  await agreeToSend(platform)
  const companies = await addCompanies(platform)
  const schemes = await approveSchemes(platform, companies)
  const world = await worldOf(platform, { companies, schemes, today: platform.clock.today() })
  const registered = await sideBySide(Object.values<Case>(CASES), async (one) => ({
    one,
    enrolmentId: await register(world, one),
  }))
  await carry(platform)
  const going = await sideBySide(
    registered.filter(({ one }) => comesTo(one, 'registered')),
    async ({ one, enrolmentId }): Promise<Going> => {
      await acceptRegistration(world, one, enrolmentId)
      return { one, prescriptionId: await prescribe(world, one, enrolmentId) }
    },
  )
  await carry(platform)
  const come = (stage: Stage) => going.filter(({ one }) => comesTo(one, stage))
  await sign(
    world,
    come('signed').map(({ prescriptionId }) => prescriptionId),
  )
  await sideBySide(come('sent'), ({ one, prescriptionId }) => send(world, one, prescriptionId))
  await carry(platform)
  const accepted = come('accepted')
  for (const act of [acceptPrescription, supply]) {
    await sideBySide(accepted, ({ one, prescriptionId }) => act(world, one, prescriptionId))
    await carry(platform)
  }
  const paused = accepted.filter(({ one }) => one.isPaused)
  for (const { one, prescriptionId } of paused) await pause(world, one, prescriptionId)
  await carry(platform)
}
