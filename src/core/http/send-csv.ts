import type { FastifyReply } from 'fastify'
import { BYTE_ORDER_MARK, csvLine } from '../values/csv.ts'
import type { CsvFile } from './csv.ts'

/** Sends a list as a file that no spreadsheet takes for formulas. */
export async function sendCsv(reply: FastifyReply, { fileName, columns, rows }: CsvFile): Promise<void> {
  await reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${fileName.replaceAll(/[^a-z0-9.-]/g, '-')}"`)
    .send(BYTE_ORDER_MARK + [columns, ...rows].map((row) => csvLine(row)).join(''))
}
