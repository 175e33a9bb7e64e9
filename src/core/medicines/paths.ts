/** Every address of the medicines noun, as a function. */
export const medicinePaths = {
  search: (typed?: string) => `/staff/medicines${typed === undefined ? '' : `?q=${encodeURIComponent(typed)}`}`,
  suggestions: () => '/staff/medicines/suggestions',
  medicine: (medicineId: string) => `/staff/medicines/${medicineId}`,
}
