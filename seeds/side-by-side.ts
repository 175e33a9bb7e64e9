/** How many are worked on at once: what an organisation may hold of the database, and not all of it. */
const AT_ONCE = 4

/** Does the same for each of a list, some at once. The answers stand in the order of the list. */
export async function sideBySide<One, Answer>(
  list: readonly One[],
  work: (one: One) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  const entries = list.entries()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [index, one] of entries) answers[index] = await work(one)
    }),
  )
  return answers
}
