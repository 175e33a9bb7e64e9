import { createHash } from 'node:crypto'
import { canonicalJson, type JsonValue } from './canonical-json.ts'

/** SHA-256 of the canonical text in UTF-8, in base64url: the digest that core/signing signs and verifies. */
export const canonicalDigest = (value: JsonValue): string =>
  createHash('sha256').update(canonicalJson(value), 'utf8').digest('base64url')
