/** The weak ETag of a version: `W/"3"`. */
export const weakEtag = (versionId: string): string => `W/"${versionId}"`

/** The version an `If-Match` header names; `undefined` when it is not one of our ETags. A strong one with the same text is accepted. */
export function versionOfEtag(header: string): number | undefined {
  const text = /^\s*(?:W\/)?"(\d{1,9})"\s*$/.exec(header)?.[1]
  return text === undefined ? undefined : Number(text)
}

/** Whether `If-None-Match` names this version, so that nothing needs to be sent. */
export const isSameVersion = (header: string | undefined, versionId: string): boolean =>
  header !== undefined && header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === `"${versionId}"`)

/** The form of dates in HTTP headers: `Sun, 22 Nov 2026 10:00:00 GMT`. */
export const httpDate = (instant: string): string => new Date(instant).toUTCString()
