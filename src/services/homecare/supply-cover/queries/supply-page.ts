import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { NotFoundError } from '../../../../core/errors.ts'
import { namesOf } from '../../../../core/tasks/index.ts'
import { addDays, type CivilDate } from '../../../../core/values/civil-date.ts'
import { isUuid } from '../../../../core/values/uuid.ts'
import { dosesBetween, type DueDose } from '../../therapies/dose-schedule.ts'
import { therapyCover, type TherapyCover, type TherapyFacts } from '../therapy-cover.ts'
import { supplyFactsOf } from './cover-of.ts'
import type { WorklistTables } from './worklist-page.ts'

export interface ReportedMiss {
  readonly missedDoseId: string
  readonly dueOn: CivilDate
  readonly doses: number
  readonly cause: string
  readonly reportedBy: 'patient' | 'staff' | 'company' | 'troth'
}

/** The supply of one treatment with everything that it follows from. */
export interface SupplyOfTherapy {
  readonly cover: TherapyCover
  readonly facts: TherapyFacts
  readonly doses: readonly DueDose[]
  readonly missed: readonly ReportedMiss[]
  readonly ownerName: string
}

/** How far the timeline looks ahead. */
const AHEAD_DAYS = 112

/** Throws `NotFoundError` for a treatment of another person, one that has stopped, or one of a clinic that we supply. */
export async function supplyOfTherapy(
  tx: Reader<WorklistTables>,
  ctx: Context,
  therapyId: string,
  patientId?: string,
): Promise<SupplyOfTherapy> {
  const [facts] = isUuid(therapyId) ? await supplyFactsOf(tx, ctx, [therapyId]) : []
  const isTheirs = patientId === undefined || [facts?.therapy.patientId, facts?.therapy.recordId].includes(patientId)
  if (!facts || !isTheirs) throw new NotFoundError('Treatment')
  const today = ctx.clock.today()
  const cover = therapyCover(facts, today)
  const names = await namesOf(tx, ctx.tenantId, cover.ownerAccountId === undefined ? [] : [cover.ownerAccountId])
  const rows = await tx
    .selectFrom('homecare.missed_dose')
    .select(['missed_dose_id', 'due_on', 'doses', 'cause', 'reported_by'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('therapy_id', '=', therapyId)
    .where('withdrawn_at', 'is', null)
    .orderBy('due_on', 'desc')
    .limit(50)
    .execute()
  return {
    cover,
    facts,
    doses: facts.schedule ? dosesBetween(facts.schedule, today, addDays(today, AHEAD_DAYS)).slice(0, 40) : [],
    missed: rows.map((row) => ({
      missedDoseId: row.missed_dose_id,
      dueOn: row.due_on,
      doses: row.doses,
      cause: row.cause,
      reportedBy: row.reported_by,
    })),
    ownerName: names.get(cover.ownerAccountId ?? '') ?? (cover.ownerTeamId === undefined ? 'Nobody' : 'A team'),
  }
}
