const recorded = new WeakSet<object>()
const subjects = new WeakMap<object, readonly string[]>()

/** Notes that an error is already in the trail, so that the edge does not enter it again. */
export function markRecorded(error: object): void {
  recorded.add(error)
}

export const isRecorded = (error: object): boolean => recorded.has(error)

/** Notes the patients that a refusal is about, where they were known when it was refused. */
export function aboutSubjects(error: object, patientIds: readonly string[]): void {
  subjects.set(error, patientIds)
}

export const subjectsOf = (error: object): readonly string[] => subjects.get(error) ?? []
