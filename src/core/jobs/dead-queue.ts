/** Where jobs go that failed every try: a person looks at them on the dead-job page. */
export const DEAD_QUEUE = 'core.dead'
