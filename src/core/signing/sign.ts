import { sign, type KeyObject } from 'node:crypto'
import type { JsonValue } from '../values/canonical-json.ts'
import {
  digestOf,
  FORMAT,
  signedBytes,
  withdrawalBytes,
  type SignedDocument,
  type Standing,
  type Withdrawals,
} from './document.ts'

/** Signs content with someone's own key. */
export function signDocument(
  given: {
    readonly kind: string
    readonly content: JsonValue
    readonly standing: Standing
    readonly signedAt: Date
    readonly certificate: string
    readonly authority: string
  },
  key: KeyObject,
): SignedDocument {
  const { kind, content, standing, certificate, authority } = given
  const unsigned = {
    algorithm: 'ES256' as const,
    signedAt: given.signedAt.toISOString(),
    standing,
    digest: digestOf(content),
    certificate,
  }
  const value = signed(signedBytes({ kind, signature: unsigned }), key)
  return {
    format: FORMAT,
    kind,
    content: content as SignedDocument['content'],
    signature: { ...unsigned, authority, value },
  }
}

/** What the authority has withdrawn, stated now under its own key, to travel with copies that are checked elsewhere. */
export function stateWithdrawals(
  withdrawn: Withdrawals['withdrawn'],
  statedAt: Date,
  authorityKey: KeyObject,
): Withdrawals {
  const statement = { statedAt: statedAt.toISOString(), withdrawn }
  return { ...statement, value: signed(withdrawalBytes(statement), authorityKey) }
}

const signed = (data: Buffer, key: KeyObject): string =>
  sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
