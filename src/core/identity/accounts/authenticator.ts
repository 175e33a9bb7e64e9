import { generateURI, ScureBase32Plugin, verifySync } from 'otplib'
import { create } from 'qrcode'
import type { KeyRing } from '../../encryption/key-ring.ts'

/** RFC 6238 as every authenticator app has it: six digits, 30 seconds, SHA-1. */
const PERIOD_SECONDS = 30
/** A code of the step before or after counts too, for clocks that differ. */
const TOLERANCE_SECONDS = 30
const SECRET_BYTES = 20

const base32 = new ScureBase32Plugin()

/**
 * The secret that an authenticator app is given, in base 32. It stays the same while someone sets the app up (`seed` is that
 * one visit), so that the picture does not change under their eyes, and nothing is stored before a code has proved that it works.
 */
export const newAuthenticatorSecret = (keys: KeyRing, seed: string): string =>
  base32.encode(keys.blindIndex('authenticator-secret', seed).subarray(0, SECRET_BYTES))

/** The address that an app reads from the QR code. */
export const authenticatorAddress = (secret: string, organisation: string, email: string): string =>
  generateURI({ issuer: `Troth ${organisation}`.replaceAll(':', ' '), label: email.replaceAll(':', ' '), secret })

/** The time step of a code that is right now and later than `afterStep`; nothing when it is wrong or was used. */
export function codeStep(secret: string, code: string, now: Date, afterStep: number): number | undefined {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const result = verifySync({
    secret,
    token,
    epoch: Math.floor(now.getTime() / 1000),
    period: PERIOD_SECONDS,
    epochTolerance: TOLERANCE_SECONDS,
    afterTimeStep: afterStep,
  })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}

/** The secret in groups of four, to be typed where no camera can read the picture. */
export const spokenSecret = (secret: string): string => (secret.match(/.{1,4}/g) ?? []).join(' ')

/** A QR code as one SVG path over a square of `size` modules, with the quiet border that cameras need. */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const rows = Array.from({ length: modules.size }, (_, row) =>
    Array.from(modules.data.slice(row * modules.size, (row + 1) * modules.size), (dark) => (dark ? '1' : '0')).join(''),
  )
  // One rectangle for each run of dark modules in a row, which is a quarter of the text of one for each module.
  const runs = rows.flatMap((row, y) =>
    [...row.matchAll(/1+/g)].map(
      ({ 0: run, index: x }) => `M${x + QUIET} ${y + QUIET}h${run.length}v1h-${run.length}z`,
    ),
  )
  return { size: modules.size + 2 * QUIET, path: runs.join('') }
}

const QUIET = 4
