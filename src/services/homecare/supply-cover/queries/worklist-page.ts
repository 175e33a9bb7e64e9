import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import {
  listPatientSummaries,
  type PatientSummary,
  readSearchText,
  searchPatients,
  MOST_FOUND,
} from '../../../../core/patients/index.ts'
import { namesOf, ownersOf, teamsOf, type HomeTables, type Owners } from '../../../../core/tasks/index.ts'
import type { OrganisationKind } from '../../../../core/tenancy/organisation.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { HomecareWork } from '../../tables.ts'
import type { TherapyCover } from '../therapy-cover.ts'
import { chosenFrom, runOutWeeks, type Sort, type WorklistFilter } from '../worklist.ts'
import { coverOf } from './cover-of.ts'

export type WorklistTables = HomecareWork & HomeTables & TenancyTables

/** One line of the worklist, with the person and the owner by name. */
export interface SupplyLine extends TherapyCover {
  readonly patient: PatientSummary
  readonly ownerName: string
}

export interface SupplyWorklist extends Owners {
  readonly kind: OrganisationKind
  readonly lines: readonly SupplyLine[]
  readonly total: number
  readonly everyone: number
  readonly weeks: ReturnType<typeof runOutWeeks>
  readonly companies: readonly { readonly companyId: string; readonly name: string }[]
  readonly medicines: readonly string[]
}

export interface Asking {
  readonly filter: Omit<WorklistFilter, 'ownedBy' | 'patientIds'>
  readonly owner: 'me' | 'team' | undefined
  /** Words about a person. */
  readonly search: string | undefined
  readonly sort: Sort
  readonly page: { readonly number: number; readonly size: number }
}

/** Everyone's supply, worked out now, and the part of it that was asked for. */
export async function supplyWorklist(
  tx: Reader<WorklistTables>,
  ctx: Context,
  asking: Asking,
): Promise<SupplyWorklist> {
  const { kind } = await getOrganisation(tx, ctx.tenantId)
  const everyone = kind === 'nhs-trust' ? await coverOf(tx, ctx, 'everyone') : []
  const chosen = chosenFrom(everyone, await filterOf(tx, ctx, asking), asking.sort)
  const { number, size } = asking.page
  const shown = chosen.slice((number - 1) * size, number * size)
  const owners = await ownersOf(tx, ctx.tenantId)
  const names = await namesOf(
    tx,
    ctx.tenantId,
    shown.flatMap(({ ownerAccountId }) => ownerAccountId ?? []),
  )
  const people = await listPatientSummaries(tx, ctx, [...new Set(shown.map(({ patientId }) => patientId))])
  const byId = new Map(people.map((patient) => [patient.patientId, patient]))
  return {
    kind,
    ...owners,
    lines: shown.flatMap((one) => {
      const patient = byId.get(one.patientId)
      const team = owners.teams.find(({ teamId }) => teamId === one.ownerTeamId)
      const ownerName = names.get(one.ownerAccountId ?? '') ?? team?.name ?? 'Nobody'
      return patient ? [{ ...one, patient, ownerName }] : []
    }),
    total: chosen.length,
    everyone: everyone.length,
    weeks: runOutWeeks(everyone, ctx.clock.today()),
    companies: [...new Map(everyone.map(({ companyId, companyName }) => [companyId, companyName]))]
      .flatMap(([companyId, name]) => (companyId !== undefined && name !== undefined ? [{ companyId, name }] : []))
      .sort((one, other) => one.name.localeCompare(other.name, 'en')),
    medicines: [...new Set(everyone.map(({ medicine }) => medicine))].sort((one, other) =>
      one.localeCompare(other, 'en'),
    ),
  }
}

async function filterOf(
  tx: Reader<WorklistTables>,
  ctx: Context,
  { filter, owner, search }: Asking,
): Promise<WorklistFilter> {
  const teams = owner === 'team' ? await teamsOf(tx, ctx.tenantId, ctx.actor.id, ctx.actor.roles) : undefined
  return {
    ...filter,
    ...(owner === 'me' ? { ownedBy: { accountId: ctx.actor.id, teamIds: [] } } : {}),
    ...(teams ? { ownedBy: { teamIds: teams.teamIds } } : {}),
    ...(search === undefined ? {} : { patientIds: await peopleFound(tx, ctx, search) }),
  }
}

async function peopleFound(tx: Reader<WorklistTables>, ctx: Context, search: string): Promise<readonly string[]> {
  const read = readSearchText(search)
  if ('problem' in read) return []
  return (await searchPatients(tx, ctx, read.search, { number: 1, size: MOST_FOUND })).patientIds
}
