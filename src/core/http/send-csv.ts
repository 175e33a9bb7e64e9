import type { FastifyReply } from 'fastify'
import { toCsv } from '../values/csv.ts'
import type { CsvFile } from './csv.ts'

/** Sends a list as a file that no spreadsheet takes for formulas. */
export async function sendCsv(reply: FastifyReply, { fileName, columns, rows }: CsvFile): Promise<void> {
  await reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${fileName.replaceAll(/[^a-z0-9.-]/g, '-')}"`)
    .send(toCsv(columns, rows))
}
