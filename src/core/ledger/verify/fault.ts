/** What can be wrong with an audit log, in the words of a verdict. */
export const FAULTS = {
  'event-changed': 'the event is not what it was when it entered the log',
  'event-missing': 'the event is in the log and no longer in the trail: it was deleted, or its time was changed',
  'event-not-in-log':
    'the event is in the trail and not in the log, though later ones are: it was put in behind the log’s back',
  'event-backdated': 'the event says that it is hours older than the checkpoint before it: it was put in later',
  'values-changed': 'the sealed values of the event are not those that it was committed to',
  'position-missing': 'an entry of the log is gone',
  'subtree-wrong':
    'a stored hash of the tree is not what the entries below it give, so one of them was changed, or itself',
  'checkpoint-wrong':
    'the entries do not give the root that was signed: something was changed, put in, taken out or moved',
  'checkpoint-unsigned': 'the checkpoint does not hold',
  'checkpoint-missing': 'the log has grown beyond its newest checkpoint: a checkpoint was taken away',
  'checkpoint-ahead': 'a checkpoint was signed for more entries than there are: the log was cut off',
  'head-wrong': 'what the log says of itself is not what its entries give',
  'key-wrong': 'the key that the log names is not the one that was sealed for it',
  'kept-checkpoint-wrong':
    'a checkpoint that was kept elsewhere is not of this log: the log was written anew, or cut off',
  'log-missing': 'there is no log, though a checkpoint of it was kept elsewhere',
} as const satisfies Record<string, string>

/** One thing that is wrong, and where. */
export interface Fault {
  readonly kind: keyof typeof FAULTS
  readonly eventId?: string
  readonly position?: number
  /** More about it: between which entries, or what is wrong with a checkpoint. */
  readonly detail?: string
}

/** A fault as one line: where, and what is wrong. */
export function faultWords({ kind, eventId, position, detail }: Fault): string {
  const place = [
    ...(position === undefined ? [] : [`entry ${position}`]),
    ...(eventId === undefined ? [] : [`event ${eventId}`]),
    ...(detail === undefined ? [] : [detail]),
  ]
  return place.length === 0 ? capitalised(FAULTS[kind]) : `${capitalised(place.join(', '))}: ${FAULTS[kind]}`
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
