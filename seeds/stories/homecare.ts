import '../../src/services/homecare/index.ts'
import type { Platform } from '../../src/core/context.ts'
import { addCompanies, agreeToSend, approveSchemes } from '../homecare/agreements.ts'
import { carry } from '../homecare/carry.ts'
import { type Case, CASES, comesTo, type Stage } from '../homecare/cases.ts'
import { prescribe, sign } from '../homecare/prescribing.ts'
import { acceptRegistration, register } from '../homecare/registering.ts'
import { acceptPrescription, pause, send, supply } from '../homecare/supplying.ts'
import { worldOf } from '../homecare/world.ts'

interface Going {
  readonly one: Case
  readonly enrolmentId: string
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
  const registered: Omit<Going, 'prescriptionId'>[] = []
  for (const one of Object.values<Case>(CASES)) registered.push({ one, enrolmentId: await register(world, one) })
  await carry(platform)
  const going: Going[] = []
  for (const { one, enrolmentId } of registered.filter((each) => comesTo(each.one, 'registered'))) {
    await acceptRegistration(world, one, enrolmentId)
    going.push({ one, enrolmentId, prescriptionId: await prescribe(world, one, enrolmentId) })
  }
  await carry(platform)
  const come = (stage: Stage) => going.filter(({ one }) => comesTo(one, stage))
  await sign(
    world,
    come('signed').map(({ prescriptionId }) => prescriptionId),
  )
  for (const { one, prescriptionId } of come('sent')) await send(world, one, prescriptionId)
  await carry(platform)
  const accepted = come('accepted')
  for (const { one, prescriptionId } of accepted) await acceptPrescription(world, one, prescriptionId)
  await carry(platform)
  for (const { one, prescriptionId } of accepted) await supply(world, one, prescriptionId)
  await carry(platform)
  for (const { one, prescriptionId } of accepted) if (one.isPaused) await pause(world, one, prescriptionId)
  await carry(platform)
}
