import { isIPv6 } from 'node:net'
import type { KeyRing } from '../../encryption/key-ring.ts'
import { emailKey } from '../../values/email-address.ts'

/** What stands for an e-mail address where it must not be readable. */
export const emailIndex = (keys: KeyRing, email: string): Buffer => keys.blindIndex('sign-in-email', emailKey(email))

/** What stands for an e-mail address where requests for a new password are counted. */
export const recoveryIndex = (keys: KeyRing, email: string): Buffer =>
  keys.blindIndex('recovery-email', emailKey(email))

/** What stands for a network address in the security log. One customer has a whole IPv6 /64, so that counts as one address. */
export const addressIndex = (keys: KeyRing, address: string): Buffer =>
  keys.blindIndex('network-address', networkOf(address))

/** What stands for a browser that is known for a name, where its own wrong passwords are counted. */
export const browserIndex = (keys: KeyRing, browserHash: Buffer, nameIndex: Buffer): Buffer =>
  keys.blindIndex('known-browser', `${browserHash.toString('hex')}|${nameIndex.toString('hex')}`)

/** What stands for an account where wrong passwords are counted. */
export const accountIndex = (keys: KeyRing, account: { tenantId: string; accountId: string }): Buffer =>
  keys.blindIndex('sign-in-account', `${account.tenantId}|${account.accountId}`)

/** What stands for an account where wrong codes are counted: apart, so that a right password does not forgive them. */
export const codeIndex = (keys: KeyRing, account: { tenantId: string; accountId: string }): Buffer =>
  keys.blindIndex('sign-in-code', `${account.tenantId}|${account.accountId}`)

/** What stands for an account where wrong signing secrets are counted: apart, so that no other secret forgives them. */
export const signingIndex = (keys: KeyRing, account: { tenantId: string; accountId: string }): Buffer =>
  keys.blindIndex('signing-secret', `${account.tenantId}|${account.accountId}`)

/** The network that one visitor is in: the whole IPv4 address, or the first 64 bits of an IPv6 one. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const [left, right] = [groupsOf(head), groupsOf(tail ?? '')]
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(8 - left.length - right.length, 0) }, () => '0')
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

const groupsOf = (part: string): string[] => (part === '' ? [] : part.split(':'))
